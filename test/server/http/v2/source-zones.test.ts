/** Time zones of log sources: set by V2, used for times without a zone by the ingest and the live listener. */
import { ERRORS } from '../../../../server/contract';
import { NOW, TestServer } from '../../../support/server';
import { HOST, sendTcp } from '../../../support/syslog';

const PATH = '/api/v2/log-sources';
const syslog = { host: HOST, tcpPort: 0 };
const HOUR = 3_600_000;

let server: TestServer;

beforeAll(async () => {
	server = await TestServer.start({ syslog, timeZone: 60 });
});
afterAll(() => expect(server.faults).toEqual([]));

/** Stores a first event of the device, so that it is a log source. */
async function newSource(name: string, logType = 'Unix'): Promise<number> {
	await server.store([{ TIME: NOW - HOUR, HOSTNAME: name, LOGTYPE: logType }]);
	const answer = await server.call(`${PATH}/by-name?name=${name}`);
	return answer.body.data.log_source_id as number;
}

const setZone = (id: number, time_zone: string | null) =>
	server.call(PATH, { method: 'PUT', body: { log_sources: [{ log_source_id: id, time_zone }] } });

async function zonedSource(name: string, zone: string): Promise<number> {
	const id = await newSource(name);
	expect(await setZone(id, zone)).toMatchObject({
		status: 200,
		body: { data: { log_sources: [{ log_source: name, time_zone: zone }] } },
	});
	return id;
}

/** The time of the one event with this text, ISO 8601. */
async function timeOf(text: string, at = server): Promise<string> {
	const { hits } = (await at.search({ query: `MESSAGE = "${text}"`, response_type: 'server' })).body
		.data as { hits: { TIME: number }[] };
	expect(hits).toHaveLength(1);
	return new Date(hits[0]!.TIME).toISOString();
}

test.each([
	['berlin01', 'Europe/Berlin', '2026-01-31T09:00:00.000Z'],
	['chicago01', 'America/Chicago', '2026-01-31T16:00:00.000Z'],
	['delhi01', '+05:30', '2026-01-31T04:30:00.000Z'],
	['utc01', 'UTC', '2026-01-31T10:00:00.000Z'],
])('a time without a zone of %s is in its zone %s', async (host, zone, expected) => {
	await zonedSource(host, zone);
	await server.ingest(`Jan 31 10:00:00 ${host} app[1]: local ${host}`);
	expect(await timeOf(`local ${host}`)).toBe(expected);
});

test.each([
	['a zone in the line', '2026-01-31T10:00:00+04:00 kept01 app: kept 1', '', 'T06:00:00.000Z'],
	['the zone of the request', 'Jan 31 10:00:00 kept01 app: kept 2', '?tz=-02:00', 'T12:00:00.000Z'],
	['the name in other letters', 'Jan 31 10:00:00 KEPT01 app: kept 3', '', 'T01:00:00.000Z'],
	['another source: the server', 'Jan 31 10:00:00 kept02 app: kept 4', '', 'T09:00:00.000Z'],
])('%s', async (_, line, query, expected) => {
	const id = await zonedSource('kept01', 'Asia/Tokyo');
	await server.ingest(line, query);
	expect(await timeOf(line.slice(-6))).toBe(`2026-01-31${expected}`);
	expect(await setZone(id, null)).toMatchObject({ status: 200 });
});

test('the live listener reads with it, the sender’s address is a source as well', async () => {
	await zonedSource('live01', 'Europe/Berlin');
	await zonedSource(HOST, 'America/New_York');
	await sendTcp(
		server.syslog!.tcpPort!,
		'<13>Jan 31 11:00:00 live01 app: from live01\n',
		'<13>Jan 31 06:00:00.5 2026: from the sender\n',
	);
	await server.syslog!.flush();
	expect(await timeOf('from live01')).toBe('2026-01-31T10:00:00.000Z');
});

test('a Windows event of a source with a zone is in that, whatever its shipper stamped', async () => {
	await zonedSource('dc01', 'Europe/Berlin');
	const event = {
		...{ EventTime: '2026-01-31 10:00:00', Hostname: 'dc01', EventID: 4624, Channel: 'Security' },
		...{ SourceName: 'x', Message: 'windows local', '@timestamp': '2026-01-31T06:00:00Z' },
	};
	await server.ingest(JSON.stringify(event));
	expect(await timeOf('windows local')).toBe('2026-01-31T09:00:00.000Z');
});

describe('a device that has sent nothing yet', () => {
	const byName = (...log_sources: object[]) =>
		server.call(PATH, { method: 'PUT', body: { log_sources } });
	const sourceOf = async (name: string) =>
		(await server.call(`${PATH}/by-name?name=${name}`)).body.data;

	it('has its zone from its first line on, whatever it turns out to be', async () => {
		const answer = await byName(
			{ log_source: 'early01', time_zone: 'Asia/Tokyo' },
			{ log_source: '192.0.2.44', time_zone: '-03:00' },
		);
		expect(answer).toMatchObject({
			status: 200,
			body: { data: { log_sources: [{ log_source: 'early01' }, { ip_address: '192.0.2.44' }] } },
		});
		expect(answer.body.data.log_sources[0]).not.toHaveProperty('last_message_time');
		await server.ingest('Jan 31 10:00:00 early01 sshd[1]: early line');
		expect(await timeOf('early line')).toBe('2026-01-31T01:00:00.000Z');
		expect(await sourceOf('early01')).toMatchObject({
			...{ log_type_name: 'Unix', log_source_group_name: 'UnixGroup', time_zone: 'Asia/Tokyo' },
		});
	});

	it('is the one that it is when it has sent meanwhile, in any case', async () => {
		const id = await newSource('late01');
		await byName({ log_source: 'LATE01', time_zone: 'Asia/Tokyo' });
		expect(await sourceOf('late01')).toMatchObject({ log_source_id: id, time_zone: 'Asia/Tokyo' });
	});

	it('keeps the group that people chose for it', async () => {
		const { body } = await byName({ log_source: 'moved01', time_zone: 'UTC' });
		const [{ log_source_id }] = body.data.log_sources;
		await newSource('windows01', 'Windows');
		const { log_source_group_id } = await sourceOf('windows01');
		await byName({ log_source_id, log_source_group_id });
		await server.ingest('Jan 31 10:00:00 moved01 sshd[1]: moved line');
		expect(await sourceOf('moved01')).toMatchObject({
			...{ log_type_name: 'Unix', log_source_group_id },
		});
	});

	it.each([
		['nothing to name it', {}, 'invalid_parameter', /log_source_id: is required unless/],
		['two names', { log_source_id: 1, log_source: 'x' }, 'invalid_parameter', /must not be sent/],
		['more than a zone', { log_source: 'none01', status: 'disabled' }, 'unknown_host', /"none01"/],
		['no zone', { log_source: 'none01' }, 'unknown_host', /only the zone/],
		['null', { log_source: 'none01', time_zone: null }, 'unknown_host', /only the zone/],
	])('is refused with %s, and nothing is added', async (_, given, code, detail) => {
		const answer = await byName({ log_source: 'with01', time_zone: 'UTC' }, given);
		expect(answer.status).toBe(400);
		expect(answer.body.error.code).toBe(ERRORS[code as 'unknown_host'].v2.code);
		expect(answer.body.error.detail).toMatch(detail);
		expect((await server.call(`${PATH}/by-name?name=with01`)).status).toBe(404);
	});

	it('is refused where an unknown id stands beside it, and nothing is added', async () => {
		const answer = await byName(
			{ log_source: 'beside01', time_zone: 'UTC' },
			{ log_source_id: 99999 },
		);
		expect(answer.body.error.code).toBe(ERRORS.unknown_host.v2.code);
		expect((await server.call(`${PATH}/by-name?name=beside01`)).status).toBe(404);
	});

	it('is refused where a name stands for several', async () => {
		const [one, two] = [await newSource('pair01'), await newSource('pair02')];
		await byName(...[one, two].map((id) => ({ log_source_id: id, display_name: 'Pair' })));
		const { status, body } = await byName({ log_source: 'pair', time_zone: 'UTC' });
		expect([status, body.error.detail]).toEqual([
			409,
			'log_source: "pair" stands for "pair01", "pair02"; give an id.',
		]);
	});
});

test('taken back, or with its source deleted, it is that of the server again', async () => {
	const [one, two] = [
		await zonedSource('back01', 'Asia/Tokyo'),
		await zonedSource('back02', 'Asia/Tokyo'),
	];
	const answer = await setZone(one, null);
	expect(answer.body.data.log_sources[0]).not.toHaveProperty('time_zone');
	await server.call(PATH, { method: 'DELETE', body: { log_source_ids: [two] } });
	await server.ingest('Jan 31 10:00:00 back01 app: back 1\nJan 31 10:00:00 back02 app: back 2\n');
	expect(await timeOf('back 1')).toBe('2026-01-31T09:00:00.000Z');
	expect(await timeOf('back 2')).toBe('2026-01-31T09:00:00.000Z');
});

test.each(['CET', 'Europe/Nowhere', '+15:00', '+2', ''])('%j is no zone', async (zone) => {
	const id = await newSource('refused01');
	const { status, body } = await setZone(id, zone);
	expect([status, body.error.detail]).toEqual([
		400,
		`log_sources[0].time_zone: expected an offset such as +02:00 or a name such as Europe/Berlin, got ${JSON.stringify(zone)}`,
	]);
});

test('it holds after a restart, and other changes leave it alone', async () => {
	const id = await zonedSource('again01', 'Asia/Tokyo');
	const body = { log_sources: [{ log_source_id: id, display_name: 'Again' }] };
	const changed = await server.call(PATH, { method: 'PUT', body });
	expect(changed.body.data.log_sources[0]).toMatchObject({ time_zone: 'Asia/Tokyo' });
	server = await server.restart({ syslog, timeZone: 60 });
	await server.ingest('Jan 31 10:00:00 again01 app: after the restart');
	expect(await timeOf('after the restart')).toBe('2026-01-31T01:00:00.000Z');
});
