import { request } from 'node:http';
import { NOW, TestServer } from '../../support/server';

let server: TestServer;

beforeAll(async () => {
	server = await TestServer.start();
	await server.store(
		Array.from({ length: 12 }, (_, n) => ({
			TIME: NOW + n,
			HOSTNAME: `host-${n + 1}`,
			LOGTYPE: n < 6 ? 'Windows' : 'Own type',
			DEVICEIP: `10.0.0.${n + 1}`,
			TargetUserName: 'x',
			COUNT: n,
		})),
	);
});
afterEach(() => expect(server.faults).toEqual([]));

const get = (path: string) => server.call(path);
const names = (list: { name: string }[]) => list.map(({ name }) => name);
const hosts = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, n) => `host-${from + n}`);

/** A GET with a JSON body, as the vendor's cURL sample sends; fetch refuses to. */
function getWithBody(
	path: string,
	body: unknown,
	type = 'application/json',
): Promise<{ status: number; body: any }> {
	return new Promise((resolve, reject) => {
		const text = JSON.stringify(body);
		const call = request(server.url + path, {
			method: 'GET',
			headers: {
				authorization: `Bearer ${server.v1Token}`,
				'content-type': type,
				'content-length': Buffer.byteLength(text),
			},
		});
		call.on('error', reject).on('response', (response) => {
			let answer = '';
			response.on('data', (chunk) => (answer += String(chunk)));
			response.on('end', () =>
				resolve({ status: response.statusCode ?? 0, body: JSON.parse(answer) }),
			);
		});
		call.end(text);
	});
}

describe('V1 metadata', () => {
	it('lists log sources from 1 to 10 by default, and as asked', async () => {
		const { status, body } = await get('/RestAPI/v1/meta/log_sources');
		expect(status).toBe(200);
		expect(names(body.devices)).toEqual(hosts(1, 10));
		expect(body.devices[0]).toEqual({
			name: 'host-1',
			ip_address: '10.0.0.1',
			host_id: 1,
			group: 'WindowsGroup',
		});
		expect(names((await get('/RestAPI/v1/meta/log_sources?from=3&to=5')).body.devices)).toEqual(
			hosts(3, 5),
		);
		expect(names((await get('/RestAPI/v1/meta/log_sources?From=11&To=99')).body.devices)).toEqual(
			hosts(11, 12),
		);
		expect((await get('/RestAPI/v1/meta/log_sources?from=13&to=20')).body.devices).toEqual([]);
		expect((await get('/RestAPI/v1/meta/log_sources?from=5&to=3')).body.devices).toEqual([]);
	});

	it('reads the range from a JSON body too; the query goes first', async () => {
		expect(
			names((await getWithBody('/RestAPI/v1/meta/log_sources', { from: 0, to: 2 })).body.devices),
		).toEqual(hosts(1, 2));
		expect(
			names(
				(await getWithBody('/RestAPI/v1/meta/log_sources', { from: 2, to: 3 }, 'text/plain')).body
					.devices,
			),
		).toEqual(hosts(2, 3));
		expect(
			names(
				(await getWithBody('/RestAPI/v1/meta/log_sources?to=4', { from: 4, to: 9 })).body.devices,
			),
		).toEqual(hosts(4, 4));
	});

	it('refuses a bad range', async () => {
		for (const path of ['from=x', 'to=-1', 'from=1.5', 'from=', 'from=1&from=2']) {
			const answer = await get(`/RestAPI/v1/meta/log_sources?${path}`);
			expect(answer).toMatchObject({
				status: 400,
				body: {
					ERROR_CODE: 'INVALID_PARAMETER',
					ERROR_DESCRIPTION: expect.stringContaining('expected'),
				},
			});
		}
	});

	it('lists fields and log types', async () => {
		const { fields } = (await get('/RestAPI/v1/meta/log_fields')).body;
		expect(fields).toEqual(
			expect.arrayContaining([
				{ client_value: 'Event Name', server_value: 'IENAME' },
				{ client_value: 'Count', server_value: 'COUNT' },
				{ client_value: 'Targetusername', server_value: 'TARGETUSERNAME' },
			]),
		);
		const { log_types } = (await get('/RestAPI/v1/meta/log_types')).body;
		expect(log_types).toEqual(
			expect.arrayContaining([
				{ id: 'Hypervisor', description: 'Hypervisor/ESXi' },
				{ id: 'Own type', description: 'Own type' },
			]),
		);
	});

	it('needs a token', async () => {
		for (const what of ['log_sources', 'log_fields', 'log_types']) {
			expect((await server.call(`/RestAPI/v1/meta/${what}`, { token: null })).status).toBe(401);
		}
	});
});

describe('V2 metadata', () => {
	it('lists log sources with totals, page by page', async () => {
		const { status, body } = await get('/api/v2/log-sources?from=2&limit=3');
		expect(status).toBe(200);
		expect(body.meta).toEqual({ total_items: 12, items_in_current_page: 3 });
		expect(body.data.log_sources[0]).toMatchObject({
			log_source_id: 2,
			log_source: 'host-2',
			ip_address: '10.0.0.2',
			log_type_name: 'Windows',
			log_source_group_name: 'WindowsGroup',
			status: 'enabled',
			last_message_time: new Date(NOW + 1).toISOString(),
		});
		expect((await get('/api/v2/log-sources?from=13')).body).toEqual({
			data: { log_sources: [] },
			meta: { total_items: 12, items_in_current_page: 0 },
		});
		for (const bad of ['from=0', 'limit=0', 'limit=1001', 'page=2'])
			expect((await get(`/api/v2/log-sources?${bad}`)).status).toBe(400);
	});

	it('shows disabled sources as such', async () => {
		await server.disableSource('host-12');
		const { body } = await get('/api/v2/log-sources?from=12');
		expect(body.data.log_sources).toMatchObject([{ log_source: 'host-12', status: 'disabled' }]);
	});

	it('lists groups, fields and log types', async () => {
		const groups = await get('/api/v2/log-sources/groups');
		if (groups.status === 200) {
			expect(groups.body.data.log_source_groups).toContainEqual({
				log_source_group_id: 1,
				log_source_group_name: 'WindowsGroup',
				log_source_count: 6,
			});
		}
		const fields = (await get('/api/v2/meta/log-fields')).body;
		expect(fields.data.fields).toContainEqual({
			client_value: 'Event ID',
			server_value: 'EVENTID',
		});
		expect(fields.meta.total_items).toBe(fields.data.fields.length);
		const types = (await get('/api/v2/log-type')).body;
		expect(types.data.log_types).toContainEqual({
			log_type_id: 'Own type',
			log_type_name: 'Own type',
			custom: false,
		});
	});

	it('answers 403 to a token that may only search', async () => {
		const token = await server.tokenWith(['search.READ']);
		for (const path of ['/api/v2/log-sources', '/api/v2/meta/log-fields', '/api/v2/log-type']) {
			expect((await server.call(path, { token })).status).toBe(403);
		}
	});
});

it('tells its health without a token', async () => {
	expect(await server.call('/health', { token: null })).toMatchObject({
		status: 200,
		body: { status: 'ok' },
	});
});
