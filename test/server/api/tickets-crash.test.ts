/** The chain from log to export with the server killed (SIGKILL) right after every answer: nothing is lost or doubled. */
import { tempFolder } from '../../support/temp';
import { type ServerProcess, startCli } from '../../support/process';
import { FakeJira } from '../tickets/fakes/jira';

const PAUSE_MS = 10;

/** Calls the present process and reads its JSON. */
async function call(server: ServerProcess, path: string, method = 'GET', body?: unknown) {
	const token = path.startsWith('/RestAPI/') ? server.v1Token : server.demoToken;
	const response = await fetch(server.url + path, {
		method,
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	expect(response.status).toBeLessThan(300);
	return (await response.json()) as any;
}

async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
	for (;;) {
		const found = await ask();
		if (found !== undefined) return found;
		await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	}
}

test('killed between any two steps', async () => {
	const jira = await new FakeJira('cloud').start();
	const data = tempFolder();
	const start = () => startCli(data, ['--allow-internal', '127.0.0.1']);
	let server = await start();
	const crash = async () => {
		await server.end('SIGKILL');
		server = await start();
	};
	const incidents = async () => (await call(server, '/api/v2/incident')).data.incidents;

	await call(server, '/admin/api/ticketing/connections', 'POST', {
		tool: 'jira_cloud',
		name: 'Jira',
		settings: { url: jira.url, project: 'SEC', user: 'bot@example.com' },
		secrets: { token: 'api-token' },
	});
	await crash();
	await call(server, '/ingest', 'POST', {
		...{ HOSTNAME: 'dc01', LOGTYPE: 'Windows', EVENTID: 1102, USERNAME: 'mallory' },
		...{ SOURCE: 'Microsoft-Windows-Eventlog', CHANNEL: 'Security', TIME: 1_769_860_000_000 },
	});
	await crash();
	await until(async () => (await incidents())[0]);
	await crash();
	// Wherever the kill hit the creation of the ticket: the next start finds out whether Jira has it.
	await until(async () => (await incidents())[0].ticket_id);
	await crash();
	await call(server, '/RestAPI/v1/ticket/incident/update', 'POST', {
		ticket_id: 'SEC-1',
		changelog: { field: 'STATUS', value: 'Done' },
	});
	await crash();
	expect(await incidents()).toMatchObject([{ status: 'closed', ticket_id: 'SEC-1' }]);
	const { export_id } = await call(server, '/RestAPI/v1/ticket/incident/export', 'POST', {
		ticket_id: 'SEC-1',
		format: 'json',
	});
	await crash();
	const of = `?export_id=${export_id}`;
	await until(async () => {
		const { status } = await call(server, `/RestAPI/v1/incident/export/status${of}`);
		expect(status).not.toBe('FAILED');
		return status === 'COMPLETED' ? true : undefined;
	});
	await crash();
	const file = await call(server, `/RestAPI/v1/incident/export/download${of}`);
	expect(file).toMatchObject({ status: 'closed', evidence: [{ source: 'alert' }] });
	expect(jira.issues).toHaveLength(1);
}, 120_000);
