/** `log360-server profile` on a data folder. */
import { DataFolder } from '../../../../server/storage/sqlite';
import { profileCommand } from '../../../../server/cli/profile/command';
import { tempFolder } from '../../../support/temp';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipOf } from '../../../support/zip';

const RULE = `
title: Evil
id: 11111111-0000-4000-8000-000000000000
logsource: {product: windows, service: security}
detection: {s: {EventID: 4720}, condition: s}
---
title: Worse
logsource: {product: windows, service: security}
detection: {s: {User|re: "("}, condition: s}
`;
const PROFILE = JSON.stringify({
	name: 'Ten failures',
	severity: 'trouble',
	rule: { steps: [{ query: 'RESULT = failure', count: 10 }], within: 300_000, by: ['username'] },
});
const CHANGE = JSON.stringify({ incidentRule: { groupBy: ['actor.user'], assignee: 'ann' } });

let data: string;

beforeEach(() => {
	data = tempFolder();
});

async function profile(...argv: string[]) {
	let out = '';
	let err = '';
	const files: Record<string, string> = {
		'names.yml': 'admins: [root, adm-*]',
		'p.json': PROFILE,
		'bad.json': '{',
		'rule.json': CHANGE,
		'wrong.json': '{"incidentRule": 1}',
	};
	const code = await profileCommand(argv, {
		env: { LOG360_DATA: data },
		stdout: (text) => (out += text),
		stderr: (text) => (err += text),
		readFile: (path) => {
			const text = files[path];
			if (text === undefined) throw new Error(`ENOENT: no such file, open '${path}'`);
			return text;
		},
	});
	return { code, out, err };
}

it('lists, creates, disables, enables and deletes', async () => {
	expect(await profile('create', 'p.json')).toEqual({
		code: 0,
		out: '1801  enabled   trouble    custom       Ten failures\n',
		err: '',
	});
	expect((await profile('disable', '1801', '1001')).code).toBe(0);
	const list = await profile('list');
	expect(list.out).toContain(
		'1001  disabled  trouble    predefined   Windows: repeated failed logons\n',
	);
	expect(list.out).toContain('1801  disabled');
	expect((await profile('enable', '1001')).out).toContain('1001  enabled');
	expect(JSON.parse((await profile('list', '--json')).out).at(-1)).toMatchObject({
		id: 1801,
		enabled: false,
		rule: { by: ['USERNAME'] },
	});
	expect((await profile('delete', '1801')).out).toBe('deleted 1801\n');
	expect(await profile('delete', '1801')).toMatchObject({
		code: 1,
		err: 'log360-server: There is no alert profile 1801\n',
	});
});

it('changes what a file names and leaves the rest', async () => {
	const before = JSON.parse((await profile('list', '--json')).out)[0];
	const changed = await profile('change', '1001', 'rule.json', '--json');
	expect(changed).toMatchObject({ code: 0, err: '' });
	expect(JSON.parse(changed.out)).toEqual({
		...before,
		incidentRule: {
			...{ enabled: true, groupBy: ['actor.user'], assignee: 'ann', severity: null, within: null },
		},
	});
});

it('imports files, folders and archives, and says what is not imported', async () => {
	const rules = join(data, 'rules');
	mkdirSync(join(rules, 'deep'), { recursive: true });
	writeFileSync(join(rules, 'deep', 'rule.yml'), RULE);
	writeFileSync(join(rules, 'notes.txt'), 'not a rule');
	expect(await profile('import', rules)).toEqual({
		code: 1,
		out: [
			'1801  created, enabled  Evil',
			'not imported: Worse',
			'  - s.User|re: "(": it has an error: Unterminated group',
			'2 rules: 1 imported, 0 updated, 0 unchanged; 1 of them is switched on',
			'1 not imported: a regular expression needs look-around or back references, or is wrong',
			'',
		].join('\n'),
		err: '',
	});
	writeFileSync(join(rules, 'r.zip'), zipOf({ 'x/again.yml': RULE, 'x/readme.md': 'a: [' }));
	const again = await profile('import', join(rules, 'r.zip'), '/missing.yml', '--json');
	expect(again.code).toBe(1);
	expect(JSON.parse(again.out)).toMatchObject({
		results: [
			{ title: '/missing.yml', problems: [expect.stringContaining('ENOENT')] },
			{ title: 'Evil', profile: { id: 1801 }, change: 'unchanged' },
			{ title: 'Worse', profile: null, file: expect.stringContaining('x/again.yml') },
		],
		summary: { unchanged: 1, refused: { syntax: 1, pattern: 1 } },
	});
});

it('takes values of placeholders, and refuses rules of no use on request', async () => {
	const file = join(data, 'rule.yml');
	writeFileSync(file, RULE.replace('|re: "("', '|expand: "%admins%"'));
	expect((await profile('import', '--placeholders', 'names.yml', file)).out).toContain(
		'2 imported',
	);
	writeFileSync(file, RULE.replaceAll('windows', 'toaster'));
	const refused = await profile('import', '--unsupported', 'refuse', '--json', file);
	expect(JSON.parse(refused.out).summary).toMatchObject({
		refused: { 'log source': 1, pattern: 1 },
	});
});

it.each([
	[[], 2, 'expected one of list, create, change, import, enable, disable, delete, got ""'],
	[['show'], 2, 'got "show"'],
	[['list', 'all'], 2, 'profile list: expected nothing more'],
	[['import'], 2, 'profile import: expected at least one file, folder or zip archive'],
	[['enable', 'first'], 2, 'expected the id of a profile, got "first"'],
	[['list', '--force'], 2, '--force'],
	[['list', '--unsupported', 'refuse'], 2, 'belong to profile import'],
	[['import', '--unsupported', 'maybe', 'x'], 2, 'expected disable or refuse, got "maybe"'],
	[['import', '--placeholders', 'bad.json', 'x'], 1, 'bad.json: '],
	[['create', 'bad.json'], 1, 'bad.json: not valid JSON'],
	[['change', '1001'], 2, 'profile change: expected an id and one JSON file'],
	[['change', '1001', 'wrong.json'], 1, 'wrong.json: incidentRule: '],
	[
		['change', '1001', 'p.json'],
		1,
		'name: profile 1001 is predefined; only enabled, notifications, incidentRule',
	],
	[['list', '--data', '/nonexistent'], 1, 'there is no folder /nonexistent'],
])('refuses %j', async (argv, code, message) => {
	const result = await profile(...argv);
	expect(result).toMatchObject({ code, out: '' });
	expect(result.err).toContain(message);
});

it('leaves a folder alone that a server runs on', async () => {
	const folder = DataFolder.take(data);
	expect(await profile('list')).toMatchObject({
		code: 1,
		err: expect.stringContaining('is in use'),
	});
	folder.release();
});

it('explains itself', async () => {
	expect((await profile('--help')).out).toContain('log360-server profile import [--unsupported');
});
