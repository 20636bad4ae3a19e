/** The page on troubleshooting: each of its headings is the text of an error that the node makes here, and each error made here is on it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { bench } from './support/cases';
import { TROUBLES } from './support/troubles';

const b = bench();
const page = readFileSync(join(__dirname, '../../docs/troubleshooting.md'), 'utf8');

/** The names of the errors below each heading, with the heading as a pattern. */
const entries = page
	.split(/^### /m)
	.slice(1)
	.flatMap((part) => {
		const heading = /^`(.+)`\n/.exec(part)?.[1] ?? '';
		const pattern = heading
			.split('…')
			.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
			.join('.+');
		const names = [...part.matchAll(/<a id="([^"]+)"><\/a>/g)].map(([, name]) => name as string);
		return names.map((name) => ({ name, heading, pattern: new RegExp(`^${pattern}$`) }));
	});

it('explains the errors that are made here, and no other', () => {
	expect(entries.map(({ name }) => name).sort()).toEqual(Object.keys(TROUBLES).sort());
	expect(page.match(/^### /gm)).toHaveLength(new Set(entries.map(({ heading }) => heading)).size);
});

it.each(entries)('$name: $heading', async ({ name, pattern }) => {
	const { message, description } = (await TROUBLES[name]?.(b)) ?? {};
	expect(message).toMatch(pattern);
	expect(description).toBeTruthy();
});
