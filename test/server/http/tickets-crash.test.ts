/** The chain with the server killed (SIGKILL) between any two steps: nothing is lost or doubled. */
import { tempFolder } from '../../support/temp';
import { startCli } from '../../support/process';
import { FakeHook } from '../response/tickets/fakes/hook';
import { FakeJira } from '../response/tickets/fakes/jira';
import { type Call, chain } from './chain';

/** Of the log; the servers here have the machine's clock. */
const TIME = Date.UTC(2026, 0, 31, 12);

test('killed between any two steps', async () => {
	const jira = await new FakeJira('cloud').start();
	const hook = await new FakeHook().start();
	const data = tempFolder();
	const start = () => startCli(data, ['--allow-internal', '127.0.0.1']);
	let server = await start();
	// A process of its own makes it; the next servers know it as well.
	const adminToken = await server.adminToken();
	const call: Call = async (path, method = 'GET', body) => {
		const token = path.startsWith('/RestAPI/')
			? server.v1Token
			: path.startsWith('/admin/')
				? adminToken
				: server.demoToken;
		const response = await fetch(server.url + path, {
			method,
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		expect([path, response.status < 300]).toEqual([path, true]);
		return response.json();
	};
	for (const { run } of chain({ call, jira, hook, time: TIME })) {
		await run();
		await server.end('SIGKILL');
		server = await start();
	}
});
