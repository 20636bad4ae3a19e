/** Simplify on and off, and options that change the call: the same records in both generations, and the wire as it is. */
import { EXAMPLES } from '../../../../../server/contract';
import { bench } from '../../../support/cases';
import { items } from '../../../support/n8n';
import { json } from '../../../support/scripted';
import { CASES, parametersOf, type Kind } from './cases';
import { contractAnswers } from './contract';

const b = bench();
const run = async (name: string, kind: Kind, more = {}) => {
	const entry = CASES.find((candidate) => candidate.name === name) as (typeof CASES)[number];
	b.answer(contractAnswers);
	return await b.run(b[kind](), parametersOf(entry, more));
};

describe('without Simplify', () => {
	it.each<[string, Kind, object]>([
		['alertProfile/get', 'v2', EXAMPLES['v2.alertProfiles.get'].response as object],
		['alertProfile/getMany', 'v2', EXAMPLES['v2.alertProfiles.list'].response as object],
		['incident/get', 'v2', EXAMPLES['v2.incidents.get'].response as object],
		['incident/getMany', 'v2', EXAMPLES['v2.incidents.list'].response as object],
		['incident/create', 'v2', EXAMPLES['v2.incidents.create'].response as object],
		['incident/update', 'v2', EXAMPLES['v2.incidents.update'].response as object],
		['logField/getMany', 'v1', EXAMPLES['v1.logFields.list'].response as object],
		['logSource/getMany', 'v2', EXAMPLES['v2.logSources.list'].response as object],
		['logSource/getMany', 'v1', EXAMPLES['v1.logSources.list'].response as object],
		['logType/getMany', 'v2', EXAMPLES['v2.logTypes.list'].response as object],
		['report/getProfiles', 'v2', EXAMPLES['v2.reports.profiles'].response as object],
		['workflow/getMany', 'v1', EXAMPLES['v1.workflows.list'].response as object],
		['job/get', 'v2', EXAMPLES['v2.jobs.list'].response as object],
		['job/getMany', 'v1', EXAMPLES['v1.jobs.list'].response as object],
	])('%s with %s returns the records of the server as they are', async (name, kind, response) => {
		const found = await run(name, kind, { simplify: false });
		expect(found.length).toBeGreaterThan(0);
		for (const record of found) expect(contains(response, record)).toBe(true);
	});
});

/** Whether a record stands somewhere in an answer, equal in every field. */
function contains(node: unknown, record: object): boolean {
	if (JSON.stringify(node) === JSON.stringify(record)) return true;
	if (typeof node !== 'object' || node === null) return false;
	return Object.values(node).some((inner) => contains(inner, record));
}

describe('Simplify gives both generations the same names', () => {
	it.each(['alertProfile/get', 'alertProfile/getMany', 'job/get', 'job/getMany', 'job/wait'])(
		'%s',
		async (name) => {
			const [v1] = await run(name, 'v1');
			const [v2] = await run(name, 'v2');
			const optional = ['description', 'pages'];
			const names = (record: object) =>
				Object.keys(record)
					.filter((key) => !optional.includes(key))
					.sort();
			expect(names(v1)).toEqual(names(v2));
			for (const key of names(v1)) {
				expect([key, typeof v1[key]]).toEqual([key, typeof v2[key]]);
			}
		},
	);

	it('writes severity, status and type of alert profiles in lower case', async () => {
		for (const kind of ['v1', 'v2'] as const) {
			const [profile] = await run('alertProfile/getMany', kind);
			expect(profile).toMatchObject({ severity: 'critical', status: 'enabled', type: 'custom' });
		}
	});
});

describe('Override Path', () => {
	it.each<[string, Kind]>([
		['alert/start', 'v2'],
		['alertProfile/get', 'v2'],
		['incident/create', 'v2'],
		['incident/delete', 'v2'],
		['incident/update', 'v2'],
		['logSource/delete', 'v2'],
		['logSource/update', 'v2'],
		['report/getData', 'v2'],
		['ticketNotification/disable', 'both'],
		['workflow/execute', 'both'],
		['workflow/getTemplate', 'both'],
	])('of %s replaces the path, and nothing else of the call', async (name, kind) => {
		const plain = await run(name, kind).then(() => b.seen[0]);
		for (const overridePath of ['/other/path', 'other/path', ' /other/path ']) {
			b.answer([json({ data: { request_id: 'j', hits: [] } })]);
			const entry = CASES.find((candidate) => candidate.name === name) as (typeof CASES)[number];
			await b.run(b[kind](), parametersOf(entry, { options: { overridePath } }));
			expect(b.seen[0]).toMatchObject({
				method: plain.method,
				path: '/other/path',
				query: plain.query,
			});
			expect(b.seen[0].body).toEqual(plain.body);
		}
	});

	it.each(['', '   '])('"%s" changes nothing', async (overridePath) => {
		await run('incident/create', 'v2', { options: { overridePath } });
		expect(b.seen[0].path).toBe('/api/v2/incident');
	});
});

describe('Max Retries', () => {
	const busy = { status: 429, headers: { 'retry-after': '0' }, body: {} };

	it.each([
		[0, 1],
		[1, 2],
		[3, 4],
	])('of %i sends a call at most %i times', async (maxRetries, calls) => {
		b.answer([busy]);
		const parameters = { resource: 'logField', operation: 'getMany', options: { maxRetries } };
		const error = await b.fail(b.v2(), parameters);
		expect(error.httpCode).toBe('429');
		expect(b.seen).toHaveLength(calls);
	});

	it('is read per item', async () => {
		b.answer([busy]);
		const parameters = {
			resource: 'logField',
			operation: 'getMany',
			options: { maxRetries: '={{ $json.retries }}' },
		};
		const trial = b.trial(b.v2(), parameters, {
			items: [{ retries: 0 }, { retries: 2 }],
			node: { onError: 'continueRegularOutput' },
		});
		expect(await items(trial)).toHaveLength(2);
		expect(b.seen).toHaveLength(1 + 3);
	});
});
