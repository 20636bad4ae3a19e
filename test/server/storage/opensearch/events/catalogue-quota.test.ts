import {
	type CatalogueNames,
	CatalogueQuota,
} from '../../../../../server/storage/opensearch/events/catalogue-quota';

const QUOTAS = { fields: 3, logTypes: 2, fieldsOfType: 2 };
const named = (logType: string, ...fields: string[]) => fields.map((field) => ({ logType, field }));

describe('CatalogueQuota', () => {
	it('lists fields and log types up to their quotas, with what is there already', async () => {
		const there: CatalogueNames = { fields: ['A'], typeFields: named('Unix', 'A') };
		const quota = new CatalogueQuota(async () => there, QUOTAS);
		const first = await quota.admit(named('Unix', 'A', 'B', 'C'));
		expect([...first.fields]).toEqual(['A', 'B', 'C']);
		expect(first.typeFields).toEqual(named('Unix', 'A', 'B'));
		expect(quota.overflow).toEqual({ fields: 0, logTypes: 1 });
		const second = await quota.admit([...named('Windows', 'A', 'D'), ...named('Other', 'A')]);
		expect([...second.fields]).toEqual(['A']);
		expect(second.typeFields).toEqual(named('Windows', 'A', 'D'));
		expect(quota.overflow).toEqual({ fields: 1, logTypes: 2 });
	});

	it('looks again at what other servers have added, after a thousand of its own', async () => {
		let looks = 0;
		const quota = new CatalogueQuota(
			async () => {
				looks++;
				return { fields: [], typeFields: [] };
			},
			{ fields: 10_000, logTypes: 10, fieldsOfType: 10_000 },
		);
		const some = (from: number) =>
			named('Unix', ...Array.from({ length: 500 }, (_, n) => `F${from + n}`));
		await quota.admit(some(0));
		expect(looks).toBe(1);
		await quota.admit(some(0));
		expect(looks).toBe(2);
	});
});
