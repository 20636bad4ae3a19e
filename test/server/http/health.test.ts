/** What `/health` says: of one machine as ever, of shared engines which one is unwell. */
import { Drain } from '../../../server/http';
import type { EngineState } from '../../../server/platform';
import { health } from '../../../server/http/health';

async function ask(states?: Record<string, EngineState>, stopping = false) {
	const drain = new Drain();
	if (stopping) await drain.start();
	const engines = states === undefined ? undefined : { states: () => Promise.resolve(states) };
	const ctx = { status: 200 };
	const body = await health({ drain, engines })({ ctx } as never);
	return { status: ctx.status, body };
}

it.each([
	[undefined, false, 200, { status: 'ok' }],
	[undefined, true, 503, { status: 'stopping' }],
	[{ a: 'ok', b: 'ok' }, false, 200, { status: 'ok', engines: { a: 'ok', b: 'ok' } }],
	[{ a: 'ok', b: 'unwell' }, false, 503, { status: 'unwell', engines: { a: 'ok', b: 'unwell' } }],
	[{ a: 'unreachable' }, false, 503, { status: 'unwell', engines: { a: 'unreachable' } }],
	[{ a: 'unreachable' }, true, 503, { status: 'stopping', engines: { a: 'unreachable' } }],
] as const)('%j, stopping: %s', async (states, stopping, status, body) => {
	expect(await ask(states, stopping)).toEqual({ status, body });
});
