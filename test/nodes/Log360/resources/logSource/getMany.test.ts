/** Log Source > Get Many in both dialects. */
import { bench } from '../../../support/cases';

const b = bench();
const getMany = (more = {}) => ({ resource: 'logSource', operation: 'getMany', ...more });

describe('V2', () => {
	const source = {
		log_source_id: 3,
		log_source: 'tsi2k16adc',
		display_name: 'Domain controller',
		ip_address: '202.0.112.248',
		log_type_name: 'Windows',
		log_source_group_id: 1,
		log_source_group_name: 'WindowsGroup',
		status: 'enabled',
	};

	it('reads log-sources, with its hyphen, and simplifies', async () => {
		const found = await b.run(b.v2(), getMany(), {
			data: { log_sources: [source] },
			meta: { total_items: 1 },
		});
		expect(b.seen[0]).toMatchObject({
			method: 'GET',
			path: '/api/v2/log-sources',
			query: { from: '1', limit: '100' },
		});
		expect(found).toEqual([
			{
				id: '3',
				name: 'Domain controller',
				ipAddress: '202.0.112.248',
				logType: 'Windows',
				group: 'WindowsGroup',
				groupId: 1,
				status: 'enabled',
			},
		]);
	});

	it('returns the raw record without Simplify', async () => {
		expect(await b.run(b.v2(), getMany({ simplify: false }), { data: [source] })).toEqual([source]);
	});

	it('asks for windows until one is not full', async () => {
		const page = (from: number, count: number) => ({
			data: {
				log_sources: Array.from({ length: count }, (_, index) => ({ log_source_id: from + index })),
			},
		});
		const found = await b.run(
			b.v2(),
			getMany({ returnAll: true }),
			page(1, 100),
			page(100, 100),
			page(199, 9),
		);
		expect(found).toHaveLength(207);
		expect(new Set(found.map(({ id }) => id)).size).toBe(207);
		expect(b.seen.map(({ query }) => query.from)).toEqual(['1', '100', '199']);
	});

	it('asks for no more windows than the limit needs', async () => {
		const full = { data: Array.from({ length: 100 }, (_, id) => ({ id })) };
		expect(await b.run(b.v2(), getMany({ limit: 30 }), full)).toHaveLength(30);
		expect(b.seen).toHaveLength(1);
	});

	it('ends where a server ignores the window and sends the same again', async () => {
		const full = { data: Array.from({ length: 100 }, (_, id) => ({ id })) };
		expect(await b.run(b.v2(), getMany({ returnAll: true }), full)).toHaveLength(100);
		expect(b.seen).toHaveLength(3);
	});

	it('ends where a server ignores the window and sends everything at once', async () => {
		const all = { data: Array.from({ length: 250 }, (_, id) => ({ id })) };
		expect(await b.run(b.v2(), getMany({ returnAll: true }), all)).toHaveLength(250);
		expect(b.seen).toHaveLength(1);
	});

	it('fails on an answer that holds no list', async () => {
		const error = await b.fail(b.v2(), getMany(), { data: { a: 1 } });
		expect(error.message).toBe('The answer of the server holds no log sources in any known form');
		expect(error.description).toContain('an object with data');
	});
});

describe('V1', () => {
	const device = {
		name: 'rog',
		ip_address: '172.23.64.1',
		host_id: 301,
		group: 'Windows Workstation',
	};

	it('reads log_sources, with its underscore and a window from 1, in the query', async () => {
		const found = await b.run(b.v1(), getMany(), { devices: [device] });
		expect(b.seen[0]).toMatchObject({
			method: 'GET',
			path: '/RestAPI/v1/meta/log_sources',
			query: { from: '1', to: '100' },
			body: undefined,
		});
		expect(found).toEqual([
			{ id: '301', name: 'rog', ipAddress: '172.23.64.1', group: 'Windows Workstation' },
		]);
	});

	it('begins the next window with the last one of the window before', async () => {
		const full = {
			devices: Array.from({ length: 100 }, (_, index) => ({ host_id: index, name: `h${index}` })),
		};
		await b.run(b.v1(), getMany({ returnAll: true }), full, {
			devices: [full.devices[99], device],
		});
		expect(b.seen[1].query).toEqual({ from: '100', to: '199' });
		expect(b.seen).toHaveLength(2);
	});

	it('names an error inside an answer with status 200', async () => {
		const error = await b.fail(b.v1(), getMany(), {
			ERROR_CODE: 'X',
			ERROR_DESCRIPTION: 'Database is down',
		});
		expect(error.message).toBe('The server refused to list log sources: Database is down');
	});
});
