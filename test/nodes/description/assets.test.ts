/** What the package ships beside the code: icons and codex files; and the texts by which people and AI agents find things. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { resources } from '../../../nodes/Log360/resources';
import { NODES } from './parameters';

const ROOT = resolve(__dirname, '../../../nodes');

interface Codex {
	readonly node: string;
	readonly nodeVersion: string;
	readonly codexVersion: string;
	readonly categories: string[];
	readonly alias: string[];
	readonly resources: Record<string, Array<{ url: string }>>;
}

/** The categories that n8n knows. */
const CATEGORIES = [
	'AI',
	'Analytics',
	'Communication',
	'Core Nodes',
	'Data & Storage',
	'Development',
	'Finance & Accounting',
	'HITL',
	'Marketing',
	'Miscellaneous',
	'Productivity',
	'Sales',
	'Utility',
];

const codexOf = (name: string) =>
	JSON.parse(readFileSync(join(ROOT, name, `${name}.node.json`), 'utf8')) as Codex;

describe.each(NODES)('$name', ({ name, description }) => {
	const codex = codexOf(name);

	it('has a codex that names it, with categories that n8n knows', () => {
		expect(codex.node).toBe(`n8n-nodes-log360.${description.name}`);
		expect(codex.nodeVersion).toMatch(/^\d+\.\d+$/);
		expect(codex.codexVersion).toBe('1.0');
		expect(codex.categories.length).toBeGreaterThan(0);
		expect(codex.categories.filter((category) => !CATEGORIES.includes(category))).toEqual([]);
	});

	it('is found by the names that people know', () => {
		expect(codex.alias).toEqual(
			expect.arrayContaining(['ManageEngine', 'EventLog Analyzer', 'SIEM']),
		);
		expect(new Set(codex.alias.map((alias) => alias.toLowerCase())).size).toBe(codex.alias.length);
		expect(codex.alias.filter((alias) => alias !== alias.trim() || alias === '')).toEqual([]);
	});

	it('links to documentation over HTTPS', () => {
		const { primaryDocumentation, credentialDocumentation } = codex.resources;
		const urls = [...primaryDocumentation, ...credentialDocumentation].map(
			({ url }) => new URL(url),
		);
		expect(primaryDocumentation.length).toBeGreaterThan(0);
		expect(credentialDocumentation.length).toBeGreaterThan(0);
		for (const { protocol, username, search } of urls) {
			expect([protocol, username, search]).toEqual(['https:', '', '']);
		}
	});

	it('links to headings that the pages of this repository have', () => {
		const { primaryDocumentation, credentialDocumentation } = codex.resources;
		const urls = [...primaryDocumentation, ...credentialDocumentation].map(({ url }) => url);
		expect(urls.map(missingHeading).filter((missing) => missing !== undefined)).toEqual([]);
	});

	it('says what it does, without naming itself', () => {
		expect(description.description).toMatch(/^[A-Z].{20,}[^.]$/);
		expect(description.defaults.name).toBe(description.displayName);
		expect(description.subtitle).toMatch(/^=\{\{ ?\$parameter\["/);
		expect(description.version).toBe(1);
	});

	it('asks for a credential that the package has, and tests it', () => {
		for (const { name: credential, required, testedBy } of description.credentials ?? []) {
			const file = join(
				ROOT,
				'../credentials',
				`${credential.charAt(0).toUpperCase()}${credential.slice(1)}.credentials.ts`,
			);
			expect(readFileSync(file, 'utf8')).toContain(`name = '${credential}'`);
			expect([required, typeof testedBy]).toEqual([true, 'string']);
		}
		// The webhook trigger needs the server as well where it registers itself there.
		const extra = name === 'Log360WebhookTrigger' ? 1 : 0;
		expect(description.credentials).toHaveLength(1 + extra);
	});

	describe.each(['light', 'dark'] as const)('the %s icon', (theme) => {
		const icon = description.icon as { light: string; dark: string };
		const svg = readFileSync(join(ROOT, name, icon[theme].replace('file:', '')), 'utf8');

		it('is a plain square SVG', () => {
			expect(icon[theme]).toMatch(/^file:\w+(\.dark)?\.svg$/);
			expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
			expect(viewBoxOf(svg)).toEqual([0, 0, expect.any(Number), viewBoxOf(svg)[2]]);
		});

		it('runs nothing and loads nothing', () => {
			expect(svg).not.toMatch(/<script|<foreignObject|<image|<style|\son\w+=|javascript:/i);
			expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(
				/https?:|href|url\((?!#)|@import/i,
			);
			expect(svg.length).toBeLessThan(5_000);
		});
	});

	it('has icons that differ between the themes, and are those of the other nodes', () => {
		const icon = description.icon as { light: string; dark: string };
		const read = (node: string, file: string) =>
			readFileSync(join(ROOT, node, file.replace('file:', '')), 'utf8');
		expect(read(name, icon.light)).not.toBe(read(name, icon.dark));
		expect(read(name, icon.light)).toBe(read('Log360', 'log360.svg'));
		expect(read(name, icon.dark)).toBe(read('Log360', 'log360.dark.svg'));
	});
});

it.each(['Log360Api', 'Log360WebhookApi'])('the documentation of %s is there', (name) => {
	const code = readFileSync(join(ROOT, '../credentials', `${name}.credentials.ts`), 'utf8');
	const url = /documentationUrl =\s*'([^']+)'/.exec(code)?.[1] ?? '';
	expect(url).toContain('#');
	expect(missingHeading(url)).toBeUndefined();
});

/** What of a link into this repository is not there: the page, or the heading behind `#`. */
function missingHeading(url: string): string | undefined {
	const link =
		/^https:\/\/github\.com\/n8n-nodes-log360\/n8n-nodes-log360(?:\/blob\/main\/([^#]+))?(?:#(.+))?$/.exec(
			url,
		);
	if (link === null) return url;
	const page = readFileSync(join(ROOT, '..', link[1] ?? 'README.md'), 'utf8');
	const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, text]) =>
		text
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);
	return link[2] === undefined || headings.includes(link[2]) ? undefined : url;
}

function viewBoxOf(svg: string): number[] {
	return (/viewBox="([^"]+)"/.exec(svg)?.[1] ?? '').split(' ').map(Number);
}

describe('the texts of resources and operations', () => {
	const operations = resources.flatMap((resource) =>
		resource.operations.map((operation) => ({ resource, operation })),
	);

	it('are unique where people and agents choose by them', () => {
		const unique = (texts: string[]) => new Set(texts.map((text) => text.toLowerCase())).size;
		expect(unique(operations.map(({ operation }) => operation.action))).toBe(operations.length);
		expect(unique(operations.map(({ operation }) => operation.description))).toBe(
			operations.length,
		);
		expect(unique(resources.map(({ name }) => name))).toBe(resources.length);
	});

	it.each(operations)(
		'$resource.value/$operation.value say what happens, in the imperative',
		({ operation: { action, description } }) => {
			const verbs =
				/^(Add|Assign|Cancel|Change|Check|Collect|Count|Create|Delete|Disable|Enable|Execute|Export|Find|Get|Give|List|Rename|Retrieve|Search|Send|Set|Start|Stop|Sync|Tell|Update|Wait)\b/;
			expect(action).toMatch(verbs);
			expect(description).toMatch(verbs);
			expect(description.length).toBeLessThanOrEqual(200);
		},
	);

	it.each(resources)('$value choose an operation that exists at first', (resource) => {
		expect(resource.operations.map(({ value }) => value)).toContain(resource.default);
		expect(resource.description).toMatch(/^[A-Z].{8,}[^.]$/);
	});

	it('begin with Delete where something is removed', () => {
		const removing = operations.filter(({ operation }) => /^delete/.test(operation.value));
		for (const { operation } of removing) expect(operation.description).toMatch(/^Delete /);
		expect(removing).toHaveLength(4);
	});
});
