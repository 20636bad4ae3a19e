/** What becomes of the rules of files: stored, switched off, refused; one does not keep the others out. */
import { type ProfileDraft } from '../../../../server/detection/profile';
import { importProfiles } from '../../../../server/detection/sigma/import-profiles';
import { summarize, summaryLines } from '../../../../server/detection/sigma/summary';
import { Bench } from '../support';

const rule = (title: string, selection: string, id?: number) =>
	[
		`title: ${title}`,
		...(id === undefined ? [] : [`id: 0000000${id}-rule`]),
		'logsource: {product: linux}',
		`detection: {s: {${selection}}, condition: s}\n`,
	].join('\n');

let bench: Bench;
beforeEach(() => (bench = Bench.withoutPredefined()));
afterEach(() => bench.close());

const store = (drafts: readonly ProfileDraft[]) =>
	Promise.resolve(bench.writer.alerts.importProfiles(drafts));
const run = (texts: readonly string[], options = {}) =>
	importProfiles(
		texts.map((text, n) => ({ name: `${n}.yml`, text })),
		store,
		options,
	);

test('every rule has its own end', async () => {
	const results = await run([
		[rule('One', 'A: 1'), rule('Odd', 'A|re: "("'), rule('Two', 'A: 3')].join('---\n'),
		'a: [',
		rule('One', 'A: 9'),
		rule('Off', 'A: 1').replace('linux', 'toaster'),
	]);
	expect(results).toMatchObject([
		{ file: '1.yml', profile: null, reason: 'syntax', problems: [expect.stringMatching(/YAML/)] },
		{ title: 'One', profile: { id: 1801, enabled: true }, change: 'created', problems: [] },
		{ title: 'Odd', profile: null, change: null, reason: 'pattern' },
		{ title: 'Two', profile: { id: 1802 }, problems: [] },
		{ title: 'One', profile: null, reason: 'profile', problems: [expect.stringContaining('1801')] },
		{ title: 'Off', profile: { id: 1803, enabled: false }, reason: 'log source' },
	]);
	const summary = summarize(results);
	expect(summary).toEqual({
		...{ rules: 6, created: 3, updated: 0, unchanged: 0, enabled: 2 },
		idle: { 'log source': 1 },
		refused: { syntax: 1, pattern: 1, profile: 1 },
	});
	expect(summaryLines(summary)).toHaveLength(5);
});

test('a rule that is imported again keeps what people have set', async () => {
	const texts = [rule('One', 'A: 1', 1), rule('Two', 'A: 2', 2), rule('Three', 'A: 3', 3)];
	const first = await run(texts);
	const [one, two, three] = first.map(({ profile }) => profile!.id) as [number, number, number];
	bench.writer.alerts.updateProfile(one, { enabled: false, ticketNotification: false });
	expect((await run(texts)).map(({ change }) => change)).toEqual(Array(3).fill('unchanged'));
	texts[0] = rule('One, better', 'A: 10', 1);
	texts[1] = rule('Two', 'A: 2', 2).replace('linux', 'toaster');
	expect(await run(texts)).toMatchObject([
		{ change: 'updated', profile: { id: one, name: 'One, better', enabled: false } },
		{ change: 'updated', profile: { id: two, enabled: false } },
		{ change: 'unchanged', profile: { id: three, enabled: true } },
	]);
	// A rule that the import had switched off comes back with it.
	texts[1] = rule('Two', 'A: 2', 2);
	expect((await run(texts))[1]).toMatchObject({ change: 'updated', profile: { enabled: true } });
	expect(
		bench.writer.alerts
			.profileSet()
			.profiles.map(({ id }) => id)
			.sort(),
	).toEqual([two, three]);
});

test('the second rule of a title gets the start of its id', async () => {
	const names = (await run([rule('Same', 'A: 1', 1), rule('Same', 'A: 2', 2)])).map(
		({ profile }) => profile?.name,
	);
	expect(names[0]).toBe('Same');
	expect(names[1]).toMatch(/^Same \(.{1,8}\)$/);
});

test('a correlation finds rules of other files, and progress is told', async () => {
	const told: [number, number][] = [];
	const results = await run(
		[
			'title: c\ncorrelation: {type: event_count, rules: [one], timespan: 1h, condition: {gte: 2}}',
			`name: one\n${rule('One', 'A: 1')}`,
		],
		{ onProgress: (done: number, total: number) => told.push([done, total]) },
	);
	expect(results).toMatchObject([{ title: 'c', profile: { name: 'c' } }]);
	expect(told).toEqual([[1, 2]]);
});
