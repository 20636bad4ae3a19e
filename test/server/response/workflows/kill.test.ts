/** A real server, killed with SIGKILL while it runs workflows: every acknowledged run ends, its effects once. */
import { DatabaseSync } from 'node:sqlite';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type ServerProcess, startCli } from '../../../support/process';
import { tempFolder } from '../../../support/temp';

const KILLS = 3;
const RUNS = 12;

async function call(server: ServerProcess, path: string, body?: unknown) {
	const response = await fetch(server.url + path, {
		method: body === undefined ? 'GET' : 'POST',
		headers: {
			authorization: `Bearer ${path.startsWith('/admin') ? await server.adminToken() : server.v1Token}`,
			'content-type': 'application/json',
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	return (await response.json()) as any;
}

const popup = (id: string, next: string) => ({
	id,
	type: 'popup_alert',
	parameters: { device: 'win7', message: `{{run.id}} ${id}` },
	next,
});

it('loses and doubles nothing', async () => {
	const hooks: string[] = [];
	const webhook = createServer((request, response) => {
		hooks.push(String(request.headers['webhook-id']));
		response.end('{}');
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => webhook.once('listening', resolve));
	const url = `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/`;
	const definition = {
		start: 'one',
		blocks: [
			popup('one', 'call'),
			{ id: 'call', type: 'http_request', parameters: { url }, next: 'two' },
			popup('two', 'mail'),
			{ id: 'mail', type: 'send_mail', parameters: { to: 'a@b.example', subject: '{{run.id}}' } },
		],
	};
	const data = tempFolder();
	const flags = ['--allow-internal', '127.0.0.1'];
	const acknowledged: number[] = [];
	let server = await startCli(data, flags);
	const { workflow } = await call(server, '/admin/api/workflows', { name: 'Kill', definition });
	for (let kill = 0; kill < KILLS; kill++) {
		const before = acknowledged.length;
		const started = Array.from({ length: RUNS }, () =>
			call(server, '/RestAPI/v1/workflow/execute', { template_id: workflow.id }).then(
				({ execution_id }) => acknowledged.push(execution_id as number),
				() => undefined,
			),
		);
		// So many acknowledgements, not so many milliseconds: the blow falls among runs of every age.
		let settled = false;
		void Promise.all(started).then(() => (settled = true));
		while (!settled && acknowledged.length - before < 2 + kill * 4) {
			await new Promise((resolve) => setImmediate(resolve));
		}
		await server.end('SIGKILL');
		await Promise.all(started);
		server = await startCli(data, flags);
	}
	let runs: any[];
	do {
		runs = (await call(server, '/admin/api/workflows/runs')).runs;
	} while (runs.some(({ endedAt }) => endedAt === null));
	await server.end('SIGTERM');
	webhook.close();

	expect(acknowledged.length).toBeGreaterThan(KILLS);
	expect(runs.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));
	expect(new Set(runs.map(({ state }) => state))).toEqual(new Set(['SUCCESS']));
	const ids = runs.map(({ id }) => id as number);
	const database = new DatabaseSync(join(data, 'workflows.db'), { readOnly: true });
	const state = JSON.parse(
		String(database.prepare("SELECT state FROM device WHERE key = 'win7'").get()?.['state']),
	);
	const mails = database
		.prepare('SELECT run_id FROM outbox')
		.all()
		.map((row) => row['run_id']);
	database.close();
	const shown = state.popups.map(({ message }: { message: string }) => message);
	expect(shown.sort()).toEqual(ids.flatMap((id) => [`${id} one`, `${id} two`]).sort());
	expect(mails.sort()).toEqual([...ids].sort());
	// At least once each, and a repetition carries the same id.
	const called = [...new Set(hooks)].map((id) => Number(/_run_(\d+)_call$/.exec(id)?.[1]));
	expect(called.sort()).toEqual([...ids].sort());
	expect(hooks.length).toBeLessThanOrEqual(ids.length + KILLS * 8);
});
