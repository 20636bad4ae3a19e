/** The rules of a release find each fault that they are there for; the bill of materials follows the lock file. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
	agreementProblems,
	contentProblems,
	manifestProblems,
	nodeManifestProblems,
	notesOf,
	PACKAGES,
} from '../../scripts/publish/rules.mjs';
import { billOf } from '../../scripts/publish/sbom.mjs';

const root = join(import.meta.dirname, '../..');
const read = (/** @type {string[]} */ ...path) => readFileSync(join(root, ...path), 'utf8');
const node = JSON.parse(read('package.json'));
const server = JSON.parse(read('server/package.json'));
const lock = JSON.parse(read('package-lock.json'));

test('the manifests of both packages keep to the rules and agree', () => {
	assert.deepEqual(manifestProblems(node), []);
	assert.deepEqual(manifestProblems(server), []);
	assert.deepEqual(nodeManifestProblems(node), []);
	assert.deepEqual(agreementProblems([node, server]), []);
});

for (const [what, change, expected] of /** @type {const} */ ([
	['another licence', { license: 'ISC' }, /not MIT/],
	['no address of the author', { author: { name: 'x' } }, /author/],
	['an issue list elsewhere', { bugs: { url: 'https://example.org' } }, /bugs\.url/],
	['a home page elsewhere', { homepage: 'https://example.org' }, /homepage/],
	['a version that is none', { version: '1.0' }, /MAJOR/],
	['a script at install', { scripts: { postinstall: 'x' } }, /postinstall/],
	['no provenance', { publishConfig: { access: 'public' } }, /provenance/],
	['a private package', { private: true }, /private/],
])) {
	test(`found in a manifest: ${what}`, () => {
		assert.match(manifestProblems({ ...node, ...change }).join('\n'), expected);
	});
}

for (const [what, change, expected] of /** @type {const} */ ([
	['a dependency', { dependencies: { axios: '1' } }, /axios/],
	['a peer that npm installs', { peerDependenciesMeta: {} }, /optional/],
	['a second peer', { peerDependencies: { 'n8n-workflow': '*', x: '*' } }, /only peer/],
	['a folder of a monorepo', { repository: { ...node.repository, directory: 'x' } }, /monorepo/],
	['an API version of text', { n8n: { ...node.n8n, n8nNodesApiVersion: '1.5' } }, /number 1/],
	['no keyword', { keywords: [] }, /keyword/],
])) {
	test(`found in the manifest of nodes: ${what}`, () => {
		assert.match(nodeManifestProblems({ ...node, ...change }).join('\n'), expected);
	});
}

test('fields in which the packages differ are named with both values', () => {
	assert.deepEqual(agreementProblems([{ ...node, version: '1.0.0' }, server]), [
		`version differs: 1.0.0 and ${server.version}`,
	]);
});

test('found in a tarball: a file too many, one missing, too much of both sizes', () => {
	const [rules] = PACKAGES;
	const files = ['package.json', 'README.md', 'server/cli.js'].map((path) => ({ path }));
	const size = { size: rules.packedLimit + 1, unpackedSize: rules.unpackedLimit + 1 };
	const problems = contentProblems(rules, { files, ...size }, ['dist/nodes/gone.js']);
	assert.match(problems.join('\n'), /server\/cli\.js must not be/);
	assert.match(problems.join('\n'), /LICENSE is missing/);
	assert.match(problems.join('\n'), /dist\/nodes\/gone\.js is missing/);
	assert.equal(problems.filter((it) => it.includes('budget')).length, 2);
});

test('the notes of a version are its section of the changelog', () => {
	const text =
		'# Changelog\n\n## Unreleased\n\n## 1.2.0 - 2026-12-01\n\nNew.\n\n## 1.1.0\n\nOld.\n';
	assert.equal(notesOf(text, '1.2.0'), 'New.');
	assert.equal(notesOf(text, '1.1.0'), 'Old.');
	assert.equal(notesOf(text, '1.0.0'), undefined);
	assert.equal(notesOf(text, '112.0'), undefined);
});

test('the node package brings nothing with it', () => {
	assert.deepEqual(billOf(lock, '').components, []);
});

test('the bill of the server has every dependency, direct or not, with licence and hash', () => {
	const bill = billOf(lock, 'server');
	const names = new Set(bill.components.map((/** @type {any} */ { name }) => name));
	for (const name of Object.keys(server.dependencies)) assert.ok(names.has(name), name);
	assert.ok(names.has('follow-redirects'), 'what axios requires');
	for (const component of bill.components) {
		assert.match(component.purl, /^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@\d/);
		assert.match(component.hashes[0].content, /^[0-9a-f]{128}$/, component.name);
		assert.ok(component.licenses, `${component.name} has no licence`);
	}
	assert.deepEqual(billOf(lock, 'server'), bill);
	const refs = new Set(bill.components.map((/** @type {any} */ it) => it['bom-ref']));
	for (const { dependsOn } of bill.dependencies)
		for (const ref of dependsOn) assert.ok(refs.has(ref), ref);
});

test('a lock file that lacks a package is refused', () => {
	const packages = { server: { version: '1.0.0', dependencies: { koa: '3' } } };
	assert.throws(() => billOf({ packages }, 'server'), /lacks koa/);
});
