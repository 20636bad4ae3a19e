import type { LogTypeInventory, ParserRule } from '../../../../server/logs/log-types/changes';
import { ParserRules } from '../../../../server/logs/log-types/parser-rules';

function world() {
	let stored: ParserRule[] = [];
	const told: number[][] = [];
	const inventory = {
		parserRules: async () => stored,
		createParserRule: async (rule: Omit<ParserRule, 'id'>) => {
			const made = { id: stored.length + 1, ...rule };
			stored = [...stored, made];
			return made;
		},
		updateParserRule: async (change: { id: number }) => stored.find(({ id }) => id === change.id),
		deleteParserRules: async (ids: readonly number[]) => {
			stored = stored.filter(({ id }) => !ids.includes(id));
			return ids.length;
		},
		deleteLogTypes: async () => {
			stored = [];
			return 1;
		},
	} as unknown as LogTypeInventory;
	let fail = false;
	const rules = new ParserRules(inventory, {
		useRules: async (all) => {
			if (fail) throw new Error('the thread is gone');
			told.push(all.map(({ id }) => id));
		},
	});
	return { rules, told, breakThread: () => (fail = true), repair: () => (fail = false) };
}

const draft = { name: 'r', logType: 'Unix', pattern: '(?<A>a)', enabled: true };

it('tells the ingest thread of every change before it is answered', async () => {
	const { rules, told } = world();
	await rules.start();
	await rules.create(draft);
	await rules.create({ ...draft, name: 's' });
	await rules.update({ id: 1, enabled: false });
	await rules.delete([1]);
	await rules.deleteLogTypes(['x']);
	expect(told).toEqual([[], [1], [1, 2], [1, 2], [2], []]);
});

it('never lets an older list arrive last', async () => {
	const { rules, told } = world();
	await Promise.all([
		rules.create(draft),
		rules.create({ ...draft, name: 's' }),
		rules.delete([1]),
	]);
	expect(told.at(-1)).toEqual([2]);
});

it('stores no pattern that does not compile', async () => {
	const { rules, told } = world();
	await expect(rules.create({ ...draft, pattern: '(' })).rejects.toMatchObject({
		code: 'invalid_parameter',
	});
	await rules.create(draft);
	await expect(rules.update({ id: 1, pattern: 'x' })).rejects.toMatchObject({
		code: 'invalid_parameter',
	});
	expect(told).toEqual([[1]]);
});

it('reports a failure of the thread, and goes on after it', async () => {
	const { rules, told, breakThread, repair } = world();
	breakThread();
	await expect(rules.create(draft)).rejects.toThrow('the thread is gone');
	repair();
	await rules.create({ ...draft, name: 's' });
	expect(told).toEqual([[1, 2]]);
});
