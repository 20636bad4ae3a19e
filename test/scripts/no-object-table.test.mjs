/** The lint rule on tables that text from outside indexes: three wrong forms and their like are caught, right ones pass. */
import { after, describe, it } from 'node:test';
import { RuleTester } from 'eslint';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tseslint from 'typescript-eslint';
import rule from '../../scripts/no-object-table.mjs';

const folder = mkdtempSync(join(tmpdir(), 'log360-lint-'));
writeFileSync(
	join(folder, 'tsconfig.json'),
	JSON.stringify({
		compilerOptions: { strict: true, target: 'ES2024', types: [], noUncheckedIndexedAccess: true },
		files: ['file.ts'],
	}),
);
writeFileSync(join(folder, 'file.ts'), '');
after(() => rmSync(folder, { recursive: true, force: true }));

Object.assign(RuleTester, { describe, it });
const tester = new RuleTester({
	languageOptions: {
		parser: tseslint.parser,
		parserOptions: {
			...{ project: ['./tsconfig.json'], tsconfigRootDir: folder },
			// With CI=true in the environment the parser would read the (empty) file from disk instead of a case's text.
			disallowAutomaticSingleRunInference: true,
		},
	},
});
const filename = join(folder, 'file.ts');
const wrong = (code) => ({ code, filename, errors: [{ messageId: 'table' }] });
const right = (code) => ({ code, filename });

tester.run('no-object-table', rule, {
	invalid: [
		wrong(
			'const LEVELS: Record<string, number> = { high: 1 };\nexport const level = (word: string) => LEVELS[word];',
		),
		wrong(
			'export function count(words: string[]) { const seen: { [word: string]: number } = {};\nfor (const word of words) seen[word] = 1; return seen; }',
		),
		wrong(
			"export const word = (name: string) => ({ one: 'a', two: 'b' } as Record<string, string>)[name];",
		),
		wrong(
			'const TABLE = { a: 1 } as const satisfies Record<string, number> as Record<string, number>;\nexport const one = <K extends string>(key: K) => TABLE[key];',
		),
		// Whatever was handed in: parsed JSON has the prototype of every object, and a function passes for a value of it.
		wrong('export const one = (parsed: Record<string, unknown>, key: string) => parsed[key];'),
		wrong(
			'type Json = { [key: string]: any };\nexport const one = (parsed: Json | undefined, key: string) => parsed?.[key];',
		),
		wrong(
			'export const copy = (from: Record<string, unknown>, to: Map<string, unknown>, other: Record<string, unknown>) => { for (const key of Object.keys(other)) to.set(key, from[key]); };',
		),
		wrong(
			'export const one = (text: string, key: string) => (JSON.parse(text) as Record<string, unknown>)[key];',
		),
	],
	valid: [
		right('export const level = (levels: Map<string, number>, word: string) => levels.get(word);'),
		right('export const at = (list: readonly string[], index: number) => list[index];'),
		right(
			"type Level = 'low' | 'high';\nexport const of = (levels: Record<Level, number>, level: Level) => levels[level];",
		),
		right(
			'const seen = Object.create(null) as Record<string, number>;\nexport const add = (word: string) => (seen[word] = 1);',
		),
		right(
			'export const own = (table: Record<string, string>, key: string) => Object.hasOwn(table, key) ? table[key] : undefined;',
		),
		right('export const first = (table: Record<string, string>) => table["first"];'),
		// Values of one kind: an inherited function is none of them, and whoever made the table is looked at.
		right('export const at = (fields: Record<string, string>, name: string) => fields[name];'),
		// Keys of the table's own, in each way to come by them.
		right(
			'export const all = (parsed: Record<string, unknown>, to: unknown[]) => { for (const key in parsed) to.push(parsed[key]); };',
		),
		right(
			'export const all = (parsed: Record<string, unknown>, to: unknown[]) => { for (const key of Object.keys(parsed)) to.push(parsed[key]); };',
		),
		right(
			'export const all = (parsed: Record<string, unknown>, to: unknown[]) => { const keys = Object.keys(parsed); for (const key of keys) to.push(parsed[key]); };',
		),
		right(
			'export const all = (parsed: Record<string, unknown>) => Object.keys(parsed).map((key) => parsed[key]);',
		),
		right(
			'export const own = (parsed: Record<string, unknown>, key: string) => Object.hasOwn(parsed, key) ? parsed[key] : undefined;',
		),
		// A type that says that there is no prototype.
		right(
			'type Bare = Record<string, unknown> & { readonly __proto__?: null };\nexport const at = (table: Bare, key: string) => (table[key] ??= 1);',
		),
	],
});
