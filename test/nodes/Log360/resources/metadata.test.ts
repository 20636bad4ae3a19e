/** Agent, Domain, Log Field, Log Type and Product: lists and details. */
import { bench, v1Only, v2Only } from '../../support/cases';

const b = bench();

describe('Agent > Get Many', () => {
	const getMany = { resource: 'agent', operation: 'getMany' };
	v2Only(b, getMany);

	it('lists the agents', async () => {
		const agent = { agent_id: 1, agent_name: 'agent-berlin', status: 'running' };
		expect(await b.run(b.v2(), getMany, { data: { agents: [agent] } })).toEqual([
			{ id: '1', name: 'agent-berlin', status: 'running' },
		]);
		expect(b.seen[0]).toMatchObject({ method: 'GET', path: '/api/v2/log-sources/agents' });
	});
});

describe('Domain > Get Many', () => {
	const getMany = { resource: 'domain', operation: 'getMany' };
	v2Only(b, getMany);

	it('lists the domains', async () => {
		const domain = { domain_id: 1, domain_name: 'EXAMPLE' };
		expect(await b.run(b.v2(), getMany, { data: { domains: [domain] } })).toEqual([
			{ id: '1', name: 'EXAMPLE' },
		]);
		expect(b.seen[0]).toMatchObject({ method: 'GET', path: '/api/v2/log-sources/domains' });
	});
});

describe('Log Field > Get Many', () => {
	const getMany = (more = {}) => ({ resource: 'logField', operation: 'getMany', ...more });
	const simple = [{ name: 'SEVERITY', displayName: 'Severity' }];

	it('V2 gets log-fields, without parameters, by GET', async () => {
		const body = { data: { fields: [{ client_value: 'Severity', server_value: 'SEVERITY' }] } };
		expect(await b.run(b.v2(), getMany(), body)).toEqual(simple);
		expect(b.seen[0]).toMatchObject({
			method: 'GET',
			path: '/api/v2/meta/log-fields',
			query: {},
			body: undefined,
		});
	});

	it.each([
		['Log360', { client_value: 'Severity', server_value: 'SEVERITY' }],
		['EventLog Analyzer', { description: 'Severity', id: 'SEVERITY' }],
	])('V1 reads the spelling of %s', async (_name, field) => {
		expect(await b.run(b.v1(), getMany(), { fields: [field] })).toEqual(simple);
		expect(b.seen[0].path).toBe('/RestAPI/v1/meta/log_fields');
	});

	it('cuts at the limit, since the server sends all at once', async () => {
		const fields = Array.from({ length: 60 }, (_, index) => ({
			id: `F${index}`,
			description: 'x',
		}));
		expect(await b.run(b.v1(), getMany(), { fields })).toHaveLength(50);
		expect(await b.run(b.v1(), getMany({ returnAll: true }), { fields })).toHaveLength(60);
	});

	it('returns the raw records without Simplify', async () => {
		const field = { description: 'Severity', id: 'SEVERITY' };
		expect(await b.run(b.v1(), getMany({ simplify: false }), { fields: [field] })).toEqual([field]);
	});
});

describe('Log Type > Get Many', () => {
	const getMany = { resource: 'logType', operation: 'getMany' };

	it('V2 gets log-type', async () => {
		const type = { log_type_id: 'Hypervisor', log_type_name: 'Hypervisor/ESXi', custom: false };
		expect(await b.run(b.v2(), getMany, { data: { log_types: [type] } })).toEqual([
			{ id: 'Hypervisor', name: 'Hypervisor/ESXi', custom: false },
		]);
		expect(b.seen[0]).toMatchObject({ method: 'GET', path: '/api/v2/log-type' });
	});

	it('V1 gets log_types', async () => {
		const log_types = [{ description: 'Hypervisor/ESXi', id: 'Hypervisor' }];
		expect(await b.run(b.v1(), getMany, { log_types })).toEqual([
			{ id: 'Hypervisor', name: 'Hypervisor/ESXi' },
		]);
		expect(b.seen[0].path).toBe('/RestAPI/v1/meta/log_types');
	});
});

describe('Product > Get Details', () => {
	const getDetails = { resource: 'product', operation: 'getDetails' };
	v1Only(b, getDetails, { os_type: 'windows' });

	it('gets the details', async () => {
		expect(await b.run(b.v1(), getDetails, { os_type: 'windows' })).toEqual([
			{ os_type: 'windows' },
		]);
		expect(b.seen[0]).toMatchObject({ method: 'GET', path: '/RestAPI/v1/product/details' });
	});
});
