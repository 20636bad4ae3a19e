/** Log Source > Update, Delete and Disable. */
import { bench, byId, picked, v1Only, v2Only } from '../../../support/cases';

const b = bench();

describe('Update', () => {
	const update = (fields = {}, more = {}) => ({
		resource: 'logSource',
		operation: 'update',
		logSource: picked('301'),
		updateFields: fields,
		...more,
	});
	v2Only(b, update({ status: 'disabled' }));

	it('puts the changes with the ID', async () => {
		const after = { log_source_id: 301, display_name: 'New', status: 'disabled' };
		const found = await b.run(
			b.v2(),
			update({ displayName: 'New', group: '4', status: 'disabled' }),
			{ data: { log_sources: [after] } },
		);
		expect(b.seen[0]).toMatchObject({
			method: 'PUT',
			path: '/api/v2/log-sources',
			body: {
				log_sources: [
					{ log_source_id: 301, display_name: 'New', log_source_group_id: 4, status: 'disabled' },
				],
			},
		});
		expect(found).toEqual([{ id: '301', name: 'New', status: 'disabled' }]);
	});

	it('takes another path', async () => {
		await b.run(
			b.v2(),
			update({ status: 'enabled' }, { options: { overridePath: '/api/v2/other' } }),
			{},
		);
		expect(b.seen[0].path).toBe('/api/v2/other');
	});

	it('refuses to change nothing', async () => {
		expect((await b.fail(b.v2(), update(), {})).message).toBe('There is nothing to update');
		expect(b.seen).toHaveLength(0);
	});

	it('refuses an empty ID', async () => {
		const error = await b.fail(b.v2(), update({ status: 'enabled' }, { logSource: byId(' ') }), {});
		expect(error.message).toBe('Log Source is empty');
	});
});

describe('Delete', () => {
	/** Empty lists come from expressions; n8n itself refuses an empty field. */
	const remove = (logSources: string[] | string) => ({
		resource: 'logSource',
		operation: 'delete',
		logSources: logSources as never,
	});
	v2Only(b, remove(['3']));

	it('sends the IDs in the body and returns each as deleted', async () => {
		const found = await b.run(b.v2(), remove(['3', '301']), { data: { message: 'ok' } });
		expect(b.seen[0]).toMatchObject({
			method: 'DELETE',
			path: '/api/v2/log-sources',
			body: { log_source_ids: [3, 301] },
		});
		expect(found).toEqual([
			{ id: '3', deleted: true },
			{ id: '301', deleted: true },
		]);
	});

	it('accepts an answer without a body', async () => {
		b.answer([{ status: 204 }]);
		expect(await b.run(b.v2(), remove('3'))).toEqual([{ id: '3', deleted: true }]);
	});

	it.each([
		['={{ [] }}', 'Log Sources is empty'],
		[Array.from({ length: 101 }, (_, id) => String(id)), 'one call deletes 1 to 100'],
	])('refuses %j before the call', async (ids, message) => {
		expect((await b.fail(b.v2(), remove(ids), {})).message).toContain(message);
		expect(b.seen).toHaveLength(0);
	});
});

describe('Disable', () => {
	const disable = (names: string[] | string) => ({
		resource: 'logSource',
		operation: 'disable',
		names: names as never,
	});
	v1Only(b, disable(['web01']), { message: 'done' });

	it('puts the names, separated by commas', async () => {
		const message = 'Device(s) 1.1.1.1,web01 disabled in EventLog Analyzer successfully';
		const found = await b.run(b.v1(), disable('1.1.1.1, web01'), { message });
		expect(b.seen[0]).toMatchObject({
			method: 'PUT',
			path: '/RestAPI/v1/device/disable',
			body: { device_name: '1.1.1.1,web01' },
		});
		expect(found).toEqual([
			{ name: '1.1.1.1', disabled: true, message },
			{ name: 'web01', disabled: true, message },
		]);
	});

	it('splits more than ten names over several calls', async () => {
		const names = Array.from({ length: 23 }, (_, index) => `h${index}`);
		expect(await b.run(b.v1(), disable(names), { message: 'ok' })).toHaveLength(23);
		const sizes = b.seen.map(
			({ body }) => (body as { device_name: string }).device_name.split(',').length,
		);
		expect(sizes).toEqual([10, 10, 3]);
	});

	it('refuses an empty list before the call', async () => {
		expect((await b.fail(b.v1(), disable('={{ [] }}'), {})).message).toContain('Names is empty');
		expect(b.seen).toHaveLength(0);
	});
});
