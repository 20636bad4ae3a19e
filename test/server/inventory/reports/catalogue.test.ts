import { parseQuery } from '../../../../server/logs/query';
import { ReportCatalogue } from '../../../../server/inventory/reports/catalogue';
import { PREDEFINED_REPORTS } from '../../../../server/inventory/reports/predefined';
import type { NewReport } from '../../../../server/inventory/reports/report';
import { Inventory, type InventoryStore } from '../../../../server/inventory';
import { openInventory } from '../../../support/stores';
import { tempFolder } from '../../../support/temp';

let store: InventoryStore;
let catalogue: ReportCatalogue;

beforeEach(async () => {
	store = await openInventory(tempFolder());
	catalogue = new ReportCatalogue(new Inventory(store));
});

afterEach(() => store.close());

const draft: NewReport = {
	name: 'Doors at night',
	description: '',
	module: 'Custom',
	category: 'Custom',
	group: 'Custom',
	query: 'LOGTYPE = Door',
};

describe('the predefined reports', () => {
	it('have ids and names of their own, below those of custom reports', () => {
		const ids = PREDEFINED_REPORTS.map(({ id }) => id);
		const names = PREDEFINED_REPORTS.map(({ name }) => name.toLowerCase());
		expect(new Set(ids).size).toBe(ids.length);
		expect(new Set(names).size).toBe(names.length);
		expect(Math.max(...ids)).toBeLessThan(10_001);
	});

	it.each(PREDEFINED_REPORTS.map(({ name, query }) => [name, query]))(
		'%s has a query that parses: %s',
		(_, query) => {
			expect(() => parseQuery(query)).not.toThrow();
		},
	);
});

describe('list', () => {
	it('sorts by module, category, group and id', async () => {
		await catalogue.create({ ...draft, module: 'Windows', category: 'Logon', group: 'Failures' });
		const keys = (await catalogue.list()).map(({ module, category, group, id }) =>
			[module, category, group, String(id).padStart(6)].join('|'),
		);
		expect(keys).toEqual([...keys].sort());
		expect(keys).toContain('Windows|Logon|Failures| 10001');
	});

	it('filters without case; lists of one filter are alternatives, filters restrict each other', async () => {
		const found = await catalogue.list({ modules: ['WINDOWS', 'unix'], categories: ['logon'] });
		expect(new Set(found.map(({ module }) => module))).toEqual(new Set(['Windows', 'Unix']));
		expect(new Set(found.map(({ category }) => category))).toEqual(new Set(['Logon']));
		expect(await catalogue.list({ groups: ['failures'], ids: [101, 103] })).toMatchObject([
			{ id: 101 },
		]);
		expect(await catalogue.list({ modules: ['nope'] })).toEqual([]);
		expect(await catalogue.list({ modules: [], ids: [] })).toHaveLength(PREDEFINED_REPORTS.length);
	});
});

describe('custom reports', () => {
	it('are created, found, changed in part and deleted', async () => {
		const { id } = await catalogue.create(draft);
		expect(id).toBe(10_001);
		expect(await catalogue.find(id)).toEqual({ ...draft, id, custom: true });
		await catalogue.update(id, { query: '*', group: undefined });
		expect(await catalogue.find(id)).toEqual({ ...draft, query: '*', id, custom: true });
		await catalogue.delete(id);
		await expect(catalogue.find(id)).rejects.toMatchObject({ code: 'unknown_report' });
		expect((await catalogue.create(draft)).id).toBe(10_002);
	});

	it('keep how their events are counted, until that is changed or taken away', async () => {
		const counts = { groupBy: ['USERNAME', 'HOSTNAME'], limit: 7, distinct: 'REMOTEIP' };
		const { id } = await catalogue.create({ ...draft, counts });
		expect(await catalogue.find(id)).toEqual({ ...draft, counts, id, custom: true });
		await catalogue.update(id, { query: '*' });
		expect(await catalogue.find(id)).toMatchObject({ query: '*', counts });
		await catalogue.update(id, { counts: { interval: '1d' } });
		expect((await catalogue.find(id)).counts).toEqual({ interval: '1d' });
		await catalogue.update(id, { counts: null });
		expect(await catalogue.find(id)).toEqual({ ...draft, query: '*', id, custom: true });
	});

	it('refuse a query that does not parse', async () => {
		await expect(catalogue.create({ ...draft, query: 'EVENTID =' })).rejects.toMatchObject({
			name: 'QuerySyntaxError',
		});
		const { id } = await catalogue.create(draft);
		await expect(catalogue.update(id, { query: '(' })).rejects.toMatchObject({
			name: 'QuerySyntaxError',
		});
	});

	it('refuse the name of another report, predefined or not, but not their own', async () => {
		const { id } = await catalogue.create(draft);
		const conflict = { code: 'conflict' };
		await expect(catalogue.create({ ...draft, name: 'DOORS at night' })).rejects.toMatchObject(
			conflict,
		);
		await expect(catalogue.create({ ...draft, name: 'failed logons' })).rejects.toMatchObject(
			conflict,
		);
		expect((await catalogue.update(id, { name: 'DOORS AT NIGHT' })).name).toBe('DOORS AT NIGHT');
	});

	it('are the only ones that can be changed or deleted', async () => {
		await expect(catalogue.update(101, {})).rejects.toMatchObject({ code: 'conflict' });
		await expect(catalogue.delete(101)).rejects.toMatchObject({ code: 'conflict' });
		await expect(catalogue.update(10_009, {})).rejects.toMatchObject({ code: 'unknown_report' });
		await expect(catalogue.delete(10_009)).rejects.toMatchObject({ code: 'unknown_report' });
	});
});
