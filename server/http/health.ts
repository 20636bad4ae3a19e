/** Tells whether the server can work: not while it stops, nor while an engine that it shares with others does not answer. */
import type { EngineWatch } from '../platform';
import type { Drain } from './middleware/drain';
import type { Handler } from './endpoint';

/** Answers 503 while the server is stopping or cannot work, so that balancers look elsewhere. */
export function health({
	drain,
	engines,
}: {
	readonly drain: Drain;
	readonly engines?: EngineWatch | undefined;
}): Handler<'server.health'> {
	return async ({ ctx }) => {
		const states = await engines?.states();
		const isWell = Object.values(states ?? {}).every((state) => state === 'ok');
		const status = drain.stopping ? 'stopping' : isWell ? 'ok' : 'unwell';
		if (status !== 'ok') ctx.status = 503;
		return { status, ...(states === undefined ? {} : { engines: { ...states } }) };
	};
}
