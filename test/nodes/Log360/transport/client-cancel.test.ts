/** The client when an execution is cancelled: before a call, in its midst, and for the call that cleans up. */
import { createClient } from '../../../../nodes/Log360/transport/client';
import { bench } from '../../support/cases';
import { editorContext, executeContext } from '../../support/n8n';
import { READ as read } from './fakeClient';

const b = bench();

describe('cancelling', () => {
	const cancelled = 'Could not list log fields: the execution was canceled';

	it('before the call', async () => {
		const stop = new AbortController();
		const client = await createClient(executeContext(b.v2(), {}, stop.signal));
		stop.abort();
		b.answer([{ body: {} }]);
		await expect(client.send(read)).rejects.toThrow(cancelled);
	});

	it('while the server is at work', async () => {
		const stop = new AbortController();
		const client = await createClient(executeContext(b.v2(), {}, stop.signal));
		b.answer(() => {
			stop.abort();
			return { hang: true };
		});
		await expect(client.send(read)).rejects.toMatchObject({
			message: cancelled,
			context: { cause: 'canceled' },
		});
		expect(b.seen).toHaveLength(1);
	});

	it('does not keep the call back that cleans up', async () => {
		const stop = new AbortController();
		const client = await createClient(executeContext(b.v2(), {}, stop.signal));
		stop.abort();
		b.answer([{ body: { message: 'deleted' } }]);
		expect(await client.sendLast({ ...read, method: 'DELETE', repeatable: 'once' })).toEqual({
			message: 'deleted',
		});
	});

	it('does not let that call try again', async () => {
		const client = await createClient(executeContext(b.v2(), {}));
		b.answer([{ status: 503, body: '' }]);
		await expect(client.sendLast(read)).rejects.toThrow('HTTP 503');
		expect(b.seen).toHaveLength(1);
	});

	it('is not known where pickers load, which is no reason to fail', async () => {
		const client = await createClient(editorContext(b.v2()));
		expect(client.signal).toBeUndefined();
		b.answer([{ body: { a: 1 } }]);
		expect(await client.send(read)).toEqual({ a: 1 });
	});
});
