/** Incident > Sync, Export and Get Alert Profile by Ticket, and Ticket Notification > Disable: API V1 only. */
import { bench, picked, reply, v1Error, v1Only } from '../../../support/cases';
import { items } from '../../../support/n8n';

const b = bench();
const on = (operation: string, more = {}) => ({
	resource: 'incident',
	operation,
	ticketId: '33630',
	...more,
});

describe('Sync by Ticket', () => {
	const sync = (more = {}) => on('syncByTicket', { field: 'STATUS', value: 'Pending', ...more });
	v1Only(b, sync(), { message: 'Incident updated' });

	it('posts ticket and changelog', async () => {
		const found = await b.run(b.v1(), sync(), { message: 'Incident updated' });
		expect(b.seen[0]).toMatchObject({
			method: 'POST',
			path: '/RestAPI/v1/ticket/incident/update',
			body: { ticket_id: '33630', changelog: { field: 'STATUS', value: 'Pending' } },
		});
		expect(found).toEqual([
			{
				ticketId: '33630',
				field: 'STATUS',
				value: 'Pending',
				updated: true,
				message: 'Incident updated',
			},
		]);
	});

	it('sends a numeric ticket ID as the text it is on the wire', async () => {
		await b.run(b.v1(), sync({ ticketId: '={{ 33630 }}' }), {});
		expect(b.seen[0].body).toMatchObject({ ticket_id: '33630' });
	});

	it('hands on why a value is not mapped', async () => {
		const error = await b.fail(
			b.v1(),
			sync({ value: 'Parked' }),
			v1Error(422, "The ticketing tool's value Parked is not mapped to a status or severity."),
		);
		expect(error.message).toContain('value Parked is not mapped');
		expect(error.httpCode).toBe('422');
	});

	it('refuses an empty value', async () => {
		expect((await b.fail(b.v1(), sync({ value: '={{ " " }}' }), {})).message).toContain(
			'Value is empty',
		);
	});
});

describe('Get Alert Profile by Ticket', () => {
	const get = on('getProfileByTicket');
	const answer = { profile_name: 'Alert 1', profile_id: 1801, message: 'fetched' };
	v1Only(b, get, answer);

	it('sends the ticket in the query', async () => {
		expect(await b.run(b.v1(), get, answer)).toEqual([
			{ ticketId: '33630', profileId: '1801', profileName: 'Alert 1' },
		]);
		expect(b.seen[0]).toMatchObject({
			method: 'GET',
			path: '/RestAPI/v1/ticket/profile',
			query: { ticket_id: '33630' },
		});
	});

	it('fails where the answer names no profile', async () => {
		const error = await b.fail(b.v1(), get, { message: 'none' });
		expect(error.message).toContain('holds no profile_id');
	});
});

describe('Export by Ticket', () => {
	const file = reply({
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': 'attachment; filename="incident-7.pdf"',
		},
		body: Buffer.from('%PDF-1.7 content'),
	});
	const exporting = (step: string, more = {}) => on('exportByTicket', { step, ...more });
	const status = (word: string, message = 'm') => ({ export_id: 2, status: word, message });

	v1Only(b, exporting('start'), { export_id: 2, message: 'triggered' });

	it('starts, waits and downloads in one go', async () => {
		b.answer([
			{ body: { export_id: 2, message: 'triggered' } },
			{ body: status('IN_PROGRESS') },
			{ body: status('COMPLETED') },
			{
				headers: {
					'content-type': 'application/pdf',
					'content-disposition': 'attachment; filename="../../incident-7.pdf"',
				},
				body: Buffer.from('%PDF-1.7 content'),
			},
		]);
		const [item] = await items(b.trial(b.v1(), exporting('all')));
		expect(item.json).toEqual({
			ticketId: '33630',
			exportId: '2',
			fileName: 'incident-7.pdf',
			mimeType: 'application/pdf',
		});
		expect(item.binary?.data).toMatchObject({
			fileName: 'incident-7.pdf',
			mimeType: 'application/pdf',
		});
		expect(Buffer.from(item.binary?.data.data ?? '', 'base64').toString()).toBe('%PDF-1.7 content');
		expect(b.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'POST /RestAPI/v1/ticket/incident/export',
			'GET /RestAPI/v1/incident/export/status',
			'GET /RestAPI/v1/incident/export/status',
			'GET /RestAPI/v1/incident/export/download',
		]);
	});

	it('only starts', async () => {
		expect(await b.run(b.v1(), exporting('start'), { export_id: 2 })).toEqual([
			{ ticketId: '33630', exportId: '2' },
		]);
		expect(b.seen[0].body).toEqual({ ticket_id: '33630' });
	});

	it.each([
		['IN_PROGRESS', 'running'],
		['COMPLETED', 'success'],
		['FAILED', 'failed'],
	])('gets the status %s', async (word, state) => {
		expect(await b.run(b.v1(), exporting('status', { exportId: '2' }), status(word))).toEqual([
			{ exportId: '2', state, status: word, message: 'm' },
		]);
		expect(b.seen[0].query).toEqual({ export_id: '2' });
	});

	it('downloads by ID into the field that was named', async () => {
		b.answer([
			{ headers: { 'content-type': 'text/html; charset=utf-8' }, body: Buffer.from('<html>') },
		]);
		const [item] = await items(
			b.trial(b.v1(), exporting('download', { exportId: '2', binaryField: 'report' })),
		);
		expect(item.binary?.report).toMatchObject({
			mimeType: 'text/html',
			fileName: 'incident-export-2',
		});
	});

	it('takes a JSON file for a file, unless it is an error', async () => {
		b.answer([
			{ headers: { 'content-type': 'application/json' }, body: Buffer.from('{"incident":1}') },
		]);
		const [item] = await items(b.trial(b.v1(), exporting('download', { exportId: '2' })));
		expect(Buffer.from(item.binary?.data.data ?? '', 'base64').toString()).toBe('{"incident":1}');
		const error = await b.fail(
			b.v1(),
			exporting('download', { exportId: '2' }),
			reply({ body: { ERROR_DESCRIPTION: 'Export 2 is not ready for download.' } }),
		);
		expect(error.message).toContain('is not ready for download');
	});

	it('reads the error of a download that failed', async () => {
		const error = await b.fail(
			b.v1(),
			exporting('download', { exportId: '9' }),
			v1Error(404, 'No export 9'),
		);
		expect(error.message).toBe('Could not download an export: no export 9');
	});

	it('fails with the message of a failed export', async () => {
		const error = await b.fail(
			b.v1(),
			exporting('all'),
			{ export_id: 2 },
			status('FAILED', 'disk full'),
		);
		expect(error.message).toBe('Export 2 failed: disk full');
	});

	it('fails when the time is up', async () => {
		const error = await b.fail(
			b.v1(),
			exporting('all', { options: { maxWait: 0.4 } }),
			{ export_id: 2 },
			status('IN_PROGRESS', ''),
		);
		expect(error.message).toBe('Export 2 has not ended after 0.4 seconds');
	});

	it('takes other paths for status and download, which are assumed', async () => {
		const options = { statusPath: '/RestAPI/v1/s', downloadPath: '/RestAPI/v1/d' };
		await b.run(b.v1(), exporting('all', { options }), { export_id: 2 }, status('COMPLETED'), file);
		expect(b.seen.slice(1).map(({ path }) => path)).toEqual(['/RestAPI/v1/s', '/RestAPI/v1/d']);
	});
});

describe('Ticket Notification > Disable', () => {
	const disable = (more = {}) => ({
		resource: 'ticketNotification',
		operation: 'disable',
		identifyBy: 'profile',
		profile: picked('1801'),
		...more,
	});
	v1Only(b, disable(), { message: 'ok' });

	it('puts the profile', async () => {
		expect(await b.run(b.v1(), disable(), { message: 'ok' })).toEqual([
			{ profileId: '1801', disabled: true, message: 'ok' },
		]);
		expect(b.seen[0]).toMatchObject({
			method: 'PUT',
			path: '/RestAPI/v1/ticket/notification/disable',
			body: { profile_id: 1801 },
		});
	});

	it('finds the profile of a ticket first', async () => {
		const parameters = disable({ identifyBy: 'ticket', ticketId: '33741' });
		await b.run(b.v1(), parameters, { profile_id: 7 }, { message: 'ok' });
		expect(b.seen.map(({ path }) => path)).toEqual([
			'/RestAPI/v1/ticket/profile',
			'/RestAPI/v1/ticket/notification/disable',
		]);
		expect(b.seen[1].body).toEqual({ profile_id: 7 });
	});

	it('takes another path, since this one is assumed', async () => {
		await b.run(b.v1(), disable({ options: { overridePath: '/RestAPI/v1/x' } }), {});
		expect(b.seen[0].path).toBe('/RestAPI/v1/x');
	});
});
