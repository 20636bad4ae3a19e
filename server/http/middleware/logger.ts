/** The server's structured log: one JSON object a line, times by the injected clock, secrets redacted. */
import type { Clock } from '../../platform';
import { redactSecrets } from '../../access/tokens';
import { type EventEmitter, once } from 'node:events';
import pino, { type DestinationStream, type Logger } from 'pino';

/** From which severity on lines are written. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** Options of {@link createLogger}. */
export interface LoggerOptions {
	readonly level: LogLevel;
	readonly clock: Clock;
	/** Where lines go; standard error by default, since `--json` answers on standard output. */
	readonly destination?: DestinationStream;
}

/**
 * Makes the logger. Lines are buffered and written without waiting, so that a slow terminal never holds
 * up a request; await `closeLogger` before the process ends.
 */
export function createLogger(options: LoggerOptions): Logger {
	const { clock } = options;
	return pino(
		{
			level: options.level,
			base: null,
			timestamp: timestamps(clock),
			formatters: { level: (label) => ({ level: label }) },
			serializers: { err: describeError },
			redact: {
				paths: ['authorization', '*.authorization', 'cookie', '*.cookie', 'password'],
				remove: true,
			},
		},
		options.destination ?? pino.destination({ fd: 2, sync: false }),
	);
}

/** Times of lines as pino wants them. The second is written once, as many lines share it. */
function timestamps(clock: Clock): () => string {
	let second = Number.NaN;
	let text = '';
	return () => {
		const now = Math.floor(clock.now());
		const milliseconds = ((now % 1000) + 1000) % 1000;
		if (now - milliseconds !== second) {
			second = now - milliseconds;
			text = `,"time":"${new Date(second).toISOString().slice(0, -4)}`;
		}
		return `${text}${String(milliseconds).padStart(3, '0')}Z"`;
	};
}

/**
 * Resolves when everything that was logged is written; nothing can be logged afterwards.
 *
 * pino's own `flush` does not do: for a stream without a minimum it returns before anything is written.
 */
export async function closeLogger(logger: Logger): Promise<void> {
	const stream = (logger as unknown as Record<symbol, EventEmitter & { end?: () => void }>)[
		pino.symbols.streamSym
	];
	if (stream?.end === undefined) return;
	const closed = once(stream, 'close');
	stream.end();
	await closed;
}

/** An error as a log line has it; messages of libraries may repeat what a request carried. */
export function describeError(error: unknown): Record<string, unknown> {
	if (!(error instanceof Error)) return { message: redactSecrets(String(error)) };
	const { code } = error as Error & { code?: unknown };
	return {
		name: error.name,
		message: redactSecrets(error.message),
		...(typeof code === 'string' ? { code } : {}),
		...(error.stack === undefined ? {} : { stack: redactSecrets(error.stack) }),
		...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
	};
}
