/** Checks what documents and comments say of the repository: links, anchors and named files exist, and the picture of the wings is the linter's. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { MAY_USE } from '../.dependency-cruiser.mjs';
import { knownNames, namesInComments } from './comment-names.mjs';
import { documents, files } from './documents.mjs';
import { root } from './toolchain.mjs';

const ARCHITECTURE = 'docs/architecture.md';
const SECURITY = 'docs/security.md';
/** A path of the repository in code marks; `…` and `<name>` stand for many, a `*` for any. */
const NAMED_PATH =
	/`((?:server|nodes|credentials|scripts|test|docs|examples|\.ci)\/[\w./@-]*[\w/])`/g;
/** Made by a build, so not there in a fresh clone. */
const MADE = /^(?:server\/dist|dist|test\/e2e\/artifacts)(?:\/|$)/;

const problems = [];

/** Names of the anchors of a document, as GitHub makes them of headings. */
function anchorsOf(text) {
	const seen = new Map();
	const anchors = new Set([...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id]) => id));
	for (const [, heading] of withoutCode(text).matchAll(/^#{1,6}\s+(.+?)\s*$/gm)) {
		const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
		const slug = plain
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.replace(/\s/g, '-');
		const count = seen.get(slug) ?? 0;
		seen.set(slug, count + 1);
		anchors.add(count === 0 ? slug : `${slug}-${count}`);
	}
	return anchors;
}

function withoutCode(text) {
	return text.replace(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1\s*$/gm, '');
}

function checkLinks(file, text) {
	const prose = withoutCode(text).replace(/`[^`\n]*`/g, '');
	for (const [, target] of prose.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)) {
		if (/^[a-z][a-z+.-]*:/i.test(target)) continue;
		const [path, anchor] = decodeURI(target).split('#');
		const found = path === '' ? file : normalize(join(dirname(file), path));
		if (!existsSync(join(root, found))) problems.push(`${file}: link to ${target}: no such file`);
		else if (anchor !== undefined && found.endsWith('.md')) {
			const anchors = anchorsOf(readFileSync(join(root, found), 'utf8'));
			if (!anchors.has(anchor)) problems.push(`${file}: link to ${target}: no such heading`);
		}
	}
}

function checkPaths(file, text) {
	for (const [, path] of text.matchAll(NAMED_PATH)) {
		if (MADE.test(path) || existsSync(join(root, path))) continue;
		problems.push(`${file}: names ${path}, which does not exist`);
	}
}

/** A file of tests in code marks, and behind a colon the titles that are meant, in double quotes. */
const NAMED_TEST = /`([\w/.-]+\.(?:test\.ts|mjs))`(?:: ((?:"[^"]+"(?:, )?)+))?/g;

/** Tests that the table of requirements names, from the root or below `test/server`, exist by file and title; each row names one or says why not. */
function checkTests(file, text) {
	for (const [row, requirements] of text.matchAll(/^\| (\d+\.\d+\.\d+[^|]*)\|.*$/gm)) {
		const why = row.split('|').at(-2).trim();
		const named = [...why.matchAll(NAMED_TEST)];
		if (named.length === 0 && !/^(?:accepted|not applicable)/.test(why))
			problems.push(`${file}: ${requirements.trim()}: names neither a test nor a reason`);
		for (const [, path, titles = ''] of named) checkTitles(file, path, titles);
	}
}

function checkTitles(file, path, titles) {
	const found = [path, join('test', 'server', path)].find((at) => existsSync(join(root, at)));
	if (found === undefined) {
		problems.push(`${file}: names the test ${path}, which does not exist`);
		return;
	}
	// A script in the reasons is no test.
	if (!found.startsWith('test')) return;
	const source = readFileSync(join(root, found), 'utf8');
	const all = [...titles.matchAll(/"([^"]+)"/g)].map(([, title]) => title);
	if (all.length === 0) problems.push(`${file}: names no title in ${path}`);
	for (const title of all) {
		if (!titlesOf(source).has(title))
			problems.push(`${file}: names the test "${title}" in ${path}, which does not exist`);
	}
}

/** Texts that are the first argument of a call: titles of tests are among them. */
function titlesOf(source) {
	const texts = source.matchAll(/\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`([^`]*)`)/g);
	return new Set(
		[...texts].map((match) => (match[1] ?? match[2] ?? match[3]).replace(/\\(['"`])/g, '$1')),
	);
}

/** The wing in the picture that a part of the linter's table belongs to. */
function wingOf(part) {
	if (part.startsWith('storage/')) return part.slice('storage/'.length);
	if (part === 'main.ts') return 'cli';
	return part.split('/')[0];
}

/** Arrows of the picture, by wing. */
function picture(text) {
	const drawing = /```mermaid\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
	const arrows = new Map();
	for (const line of drawing.split('\n')) {
		const [from, to] = line.replace(/\["[^"]*"\]/g, '').split('-->');
		if (to === undefined) continue;
		for (const a of from.split('&')) {
			const known = arrows.get(a.trim()) ?? new Set();
			for (const b of to.split('&')) known.add(b.trim());
			arrows.set(a.trim(), known);
		}
	}
	return arrows;
}

/** Whatever can be reached over arrows. */
function reach(arrows, from, reached = new Set()) {
	for (const next of arrows.get(from) ?? []) {
		if (reached.has(next)) continue;
		reached.add(next);
		reach(arrows, next, reached);
	}
	return reached;
}

function checkPicture(text) {
	const drawn = picture(text);
	const allowed = new Map();
	for (const [part, others] of Object.entries(MAY_USE)) {
		const wing = wingOf(part);
		const known = allowed.get(wing) ?? new Set();
		for (const other of others) if (wingOf(other) !== wing) known.add(wingOf(other));
		allowed.set(wing, known);
	}
	for (const [wing, others] of drawn) {
		if (!allowed.has(wing)) problems.push(`${ARCHITECTURE}: there is no wing "${wing}"`);
		for (const other of others) {
			if (!allowed.get(wing)?.has(other))
				problems.push(`${ARCHITECTURE}: ${wing} --> ${other} is drawn, but not allowed`);
		}
	}
	for (const [wing, others] of allowed) {
		const reached = reach(drawn, wing);
		for (const other of others) {
			if (!reached.has(other))
				problems.push(`${ARCHITECTURE}: ${wing} may use ${other}, but no arrow leads there`);
		}
	}
}

/** Files that comments in the code name. */
function checkComments() {
	const all = files();
	const isKnown = knownNames(all);
	for (const file of all.filter((path) => /\.(?:[mc]?ts|[mc]?js|css)$/.test(path))) {
		for (const { name, line } of namesInComments(readFileSync(join(root, file), 'utf8')))
			if (!isKnown(name)) problems.push(`${file}:${line}: names ${name}, which does not exist`);
	}
}

const texts = documents();
for (const file of texts) {
	const text = readFileSync(join(root, file), 'utf8');
	checkLinks(file, text);
	// What was, was there.
	if (!/^CHANGELOG|^docs\/decisions\//.test(file)) checkPaths(file, text);
	if (file === ARCHITECTURE) checkPicture(text);
	if (file === SECURITY) checkTests(file, text);
}
checkComments();
for (const problem of problems) console.error(problem);
console.log(`${texts.length} documents, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
