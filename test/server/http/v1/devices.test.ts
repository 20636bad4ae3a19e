import { TestServer } from '../../../support/server';

let server: TestServer;

const disable = (device_name: unknown) =>
	server.call('/RestAPI/v1/device/disable', { method: 'PUT', body: { device_name } });

const event = (HOSTNAME: string, fields: Record<string, unknown> = {}) => ({
	TIME: '2026-01-31T11:00:00Z',
	HOSTNAME,
	LOGTYPE: 'Unix',
	MESSAGE: 'm',
	...fields,
});

const states = async () => {
	const { body } = await server.call('/api/v2/log-sources');
	return Object.fromEntries(
		body.data.log_sources.map((source: { log_source: string; status: string }) => [
			source.log_source,
			source.status,
		]),
	);
};

beforeAll(async () => {
	server = await TestServer.start();
	await server.store([
		event('a', { DEVICEIP: '1.1.1.1' }),
		event('b'),
		...Array.from({ length: 10 }, (_, n) => event(`n${n}`)),
	]);
});

afterEach(async () => {
	const { body } = await server.call('/api/v2/log-sources');
	const log_sources = body.data.log_sources.flatMap(
		({ log_source_id, status }: { log_source_id: string; status: string }) =>
			status === 'disabled' ? [{ log_source_id, status: 'enabled' }] : [],
	);
	if (log_sources.length > 0)
		await server.call('/api/v2/log-sources', { method: 'PUT', body: { log_sources } });
	expect(Object.values(await states())).not.toContain('disabled');
});

it('disables by name or address and says so as documented', async () => {
	expect(await disable('1.1.1.1')).toMatchObject({
		status: 200,
		body: { message: 'Device(s) 1.1.1.1 disabled in EventLog Analyzer successfully' },
	});
	expect((await disable(' B , 1.1.1.1,')).body).toEqual({
		message: 'Device(s) B, 1.1.1.1 disabled in EventLog Analyzer successfully',
	});
	expect(await states()).toMatchObject({ a: 'disabled', b: 'disabled', n0: 'enabled' });
});

it('drops the events of a disabled device from then on, until it is enabled over V2', async () => {
	await disable('b');
	const line = JSON.stringify(event('b'));
	expect((await server.ingest(line)).body).toMatchObject({ stored: 0, dropped: 1 });
	const { body } = await server.call('/api/v2/log-sources');
	const { log_source_id } = body.data.log_sources.find(
		({ log_source }: { log_source: string }) => log_source === 'b',
	);
	await server.call('/api/v2/log-sources', {
		method: 'PUT',
		body: { log_sources: [{ log_source_id, status: 'enabled' }] },
	});
	expect((await server.ingest(line)).body).toMatchObject({ stored: 1, dropped: 0 });
});

it('disables none when one is unknown, and names it', async () => {
	expect(await disable('a,ghost,spook')).toMatchObject({
		status: 404,
		body: {
			ERROR_CODE: 'UNKNOWN_DEVICE',
			ERROR_DESCRIPTION: 'No device has the name "ghost", "spook".',
		},
	});
	expect(await states()).toMatchObject({ a: 'enabled' });
});

it('takes ten devices but not eleven', async () => {
	const ten = Array.from({ length: 10 }, (_, n) => `n${n}`).join(',');
	expect((await disable(ten)).status).toBe(200);
	expect(await disable(`${ten},a`)).toMatchObject({
		status: 400,
		body: { ERROR_CODE: 'TOO_MANY_DEVICES' },
	});
	expect(await states()).toMatchObject({ n9: 'disabled', a: 'enabled' });
});

it.each([[undefined], [''], [' , '], [5], [['a']]])('refuses the device name %j', async (name) => {
	expect(await disable(name)).toMatchObject({
		status: 400,
		body: { ERROR_CODE: 'INVALID_PARAMETER' },
	});
});
