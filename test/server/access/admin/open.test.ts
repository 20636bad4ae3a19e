/** The administrator's part of a running server: where its passwords are hashed. */
import { WorkerClient } from '../../../../server/platform/threads';
import { TestServer } from '../../../support/server';

afterEach(() => jest.restoreAllMocks());

it('a login is hashed in a thread of its own, not where answers are packed and names are looked up', async () => {
	const server = await TestServer.start();
	const calls = jest.spyOn(WorkerClient.prototype, 'call');
	const answer = await server.call('/admin/api/login', {
		...{ token: null, headers: { 'X-Log360-Console': '1' } },
		body: { password: 'a password of tests' },
	});
	expect(answer.status).toBe(200);
	expect(calls.mock.calls.map(([method]) => method as string)).toContain('derive');
	await server.close();
});
