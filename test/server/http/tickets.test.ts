/** V1 ticket calls and exports over HTTP, on the demo's tickets. */
import { createHash } from 'node:crypto';
import { TestServer } from '../../support/server';

let server: TestServer;
beforeAll(async () => {
	server = await TestServer.start({ empty: false });
});
afterAll(() => expect(server.faults).toEqual([]));

const update = (ticket_id: string, field: string, value: string) =>
	server.call('/RestAPI/v1/ticket/incident/update', {
		body: { ticket_id, changelog: { field, value } },
	});
const incidentOf = async (ticket: string) => {
	const { body } = await server.call('/api/v2/incident?limit=1000');
	const found = body.data.incidents.find(
		({ ticket_id }: { ticket_id?: string }) => ticket_id === ticket,
	);
	return (await server.call(`/api/v2/incident/${found.incident_id}`)).body.data;
};

test("the vendor's sample: a pending ticket is an incident in progress, repeating it changes nothing", async () => {
	const answer = await update('33630', 'STATUS', 'Pending');
	expect(answer).toMatchObject({
		status: 200,
		body: { message: 'Incident updated successfully in EventLog Analyzer' },
	});
	const changed = await incidentOf('33630');
	expect(changed).toMatchObject({ incident_id: 3000000438278, status: 'in_progress' });
	expect(changed.activity.at(-1)).toMatchObject({
		actor: 'ServiceDesk Plus (demo) ticket 33630',
		detail: 'open to in_progress',
	});
	const again = await update('33630', 'status', ' pending ');
	expect(again.body.message).toBe(
		'Incident has the status In progress already; nothing was changed',
	);
	expect(await incidentOf('33630')).toEqual(changed);
});

test('the severity is synchronised too, through the words of the tool', async () => {
	expect((await update('SEC-12', 'SEVERITY', 'Highest')).status).toBe(200);
	expect((await incidentOf('SEC-12')).severity).toBe('critical');
});

test("a ticket is found by its tool's other name too", async () => {
	expect((await update('10012', 'STATUS', 'Done')).status).toBe(200);
	expect((await incidentOf('SEC-12')).status).toBe('closed');
});

test('a value without mapping changes nothing and the answer names those there are', async () => {
	const before = await incidentOf('33741');
	const answer = await update('33741', 'STATUS', 'Frozen');
	expect(answer).toMatchObject({ status: 422, body: { ERROR_CODE: 'UNMAPPED_VALUE' } });
	expect(answer.body.ERROR_DESCRIPTION).toMatch(/"Frozen" .*Onhold/);
	expect(await incidentOf('33741')).toEqual(before);
});

test.each([
	['an unknown ticket', { ticket_id: '1', changelog: { field: 'STATUS', value: 'Open' } }, 404],
	['another field', { ticket_id: '33630', changelog: { field: 'OWNER', value: 'x' } }, 400],
	['no value', { ticket_id: '33630', changelog: { field: 'STATUS' } }, 400],
	['no changelog', { ticket_id: '33630' }, 400],
	[
		'a ticket that is a number',
		{ ticket_id: 33630, changelog: { field: 'STATUS', value: 'Open' } },
		400,
	],
])('%s is refused', async (_what, body, status) => {
	const answer = await server.call('/RestAPI/v1/ticket/incident/update', { body });
	expect(answer.status).toBe(status);
	expect(answer.body.ERROR_DESCRIPTION).not.toBe('');
});

test('the profile of a ticket, its parameter in the query or in the body', async () => {
	const expected = {
		profile_name: 'Alert 1',
		profile_id: 1801,
		message: 'Alert Profile Name fetched successfully',
	};
	const answer = await server.call('/RestAPI/v1/ticket/profile?ticket_id=33741');
	expect(answer).toMatchObject({ status: 200, body: expected });
	expect((await server.call('/RestAPI/v1/ticket/profile?ticket_id=7')).status).toBe(404);
	const manual = await server.call('/RestAPI/v1/ticket/profile?ticket_id=SEC-12');
	expect(manual).toMatchObject({ status: 409 });
	expect(manual.body.ERROR_DESCRIPTION).toContain('which no alert profile raised');
});

test('disabling the notification of a profile twice is no error', async () => {
	const disable = (profile_id: unknown) =>
		server.call('/RestAPI/v1/ticket/notification/disable', { method: 'PUT', body: { profile_id } });
	expect((await disable(1801)).body).toEqual({
		message: 'Ticket notification disabled for Alert 1',
	});
	expect((await disable('1801')).body).toEqual({
		message: 'Ticket notification was disabled already for Alert 1',
	});
	expect(await disable(4711)).toMatchObject({
		status: 404,
		body: { ERROR_CODE: 'UNKNOWN_PROFILE' },
	});
});

/** Follows an export until it is over. */
async function finished(export_id: number) {
	for (;;) {
		const { body } = await server.call(`/RestAPI/v1/incident/export/status?export_id=${export_id}`);
		if (body.status !== 'IN_PROGRESS') return body;
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

const download = (id: number) =>
	fetch(`${server.url}/RestAPI/v1/incident/export/download?export_id=${id}`, {
		headers: { authorization: `Bearer ${server.v1Token}` },
	});

test.each([
	['pdf', undefined, 'application/pdf', '%PDF-'],
	['json', 'json', 'application/json; charset=utf-8', '{"exported_time":'],
	['csv', 'CSV', 'text/csv; charset=utf-8', 'incident_id,kind,'],
])('a ticket is exported as %s', async (ending, format, type, begin) => {
	const body = { ticket_id: '33741', ...(format === undefined ? {} : { format }) };
	const trigger = await server.call('/RestAPI/v1/ticket/incident/export', { body });
	expect(trigger).toMatchObject({
		status: 200,
		body: { message: 'Incident Export triggered successfully in EventLog Analyzer' },
	});
	const { export_id } = trigger.body;
	const status = await finished(export_id);
	expect(status).toMatchObject({ export_id, status: 'COMPLETED' });
	const file = await download(export_id);
	expect(file.status).toBe(200);
	expect(file.headers.get('content-type')).toBe(type);
	expect(file.headers.get('content-disposition')).toBe(
		`attachment; filename="incident-3000000438279.${ending}"`,
	);
	const bytes = Buffer.from(await file.arrayBuffer());
	expect(bytes.subarray(0, begin.length).toString()).toBe(begin);
	const sum = createHash('sha256').update(bytes);
	expect(status.message).toContain(`${bytes.length} bytes, SHA-256 ${sum.copy().digest('hex')}`);
	expect(file.headers.get('repr-digest')).toBe(`sha-256=:${sum.digest('base64')}:`);
});

test('what is not there is said to be unknown', async () => {
	const trigger = { body: { ticket_id: '1' } };
	expect((await server.call('/RestAPI/v1/ticket/incident/export', trigger)).status).toBe(404);
	expect(await server.call('/RestAPI/v1/incident/export/status?export_id=99')).toMatchObject({
		status: 404,
		body: { ERROR_CODE: 'UNKNOWN_EXPORT' },
	});
	expect((await download(99)).status).toBe(404);
	const wrong = await server.call('/RestAPI/v1/incident/export/status?export_id=abc');
	expect(wrong.status).toBe(400);
});

test('an empty server has no tickets', async () => {
	const empty = await TestServer.start();
	expect((await empty.call('/api/v2/incident')).body.meta.total_items).toBe(0);
	expect((await empty.call('/RestAPI/v1/ticket/profile?ticket_id=33741')).status).toBe(404);
});
