/** Every list of V2 in the form that sibling products document: `data` is the list, the total has another name, the position is a text. */
import type { IDataObject } from 'n8n-workflow';

import { bench, json } from '../../../support/cases';

const b = bench();

const WINDOW = { timeRange: 'last24Hours' };
const LISTS: Array<[resource: string, operation: string, more: IDataObject]> = [
	['agent', 'getMany', {}],
	['alert', 'getMany', WINDOW],
	['alertProfile', 'getMany', {}],
	['domain', 'getMany', {}],
	['incident', 'getMany', {}],
	['job', 'getMany', {}],
	['log', 'search', { ...WINDOW, query: '*' }],
	['logField', 'getMany', {}],
	['logSource', 'getMany', {}],
	['logSource', 'getGroups', {}],
	['logType', 'getMany', {}],
	['report', 'getProfiles', {}],
	['user', 'getMany', {}],
];

const records = Array.from({ length: 130 }, (_, index) => ({
	id: String(index + 1),
	request_id: `job-${index + 1}`,
	name: `n${index + 1}`,
}));

it.each(LISTS)('%s > %s', async (resource, operation, more) => {
	b.answer(({ query }) => {
		const from = Number(query?.from ?? 1);
		const part = records.slice(from - 1, from - 1 + Number(query?.limit ?? records.length));
		const meta = { start_index: String(from), limit: 100, total_no_of_objects: records.length };
		return json({ data: part, meta });
	});
	const raw = { simplify: false, outputFields: 'raw', returnAll: true, options: {} };
	const found = await b.run(b.v2(), { resource, operation, ...raw, ...more });
	expect(found).toEqual(records);
});
