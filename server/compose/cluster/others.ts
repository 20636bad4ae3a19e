/** What keeps a server in step with others on the same engines: their changes are heard of, and what they leave behind is looked for. */
import type { Clock } from '../../platform';
import {
	type Changed,
	changesListener,
	type PostgresDatabase,
	PostgresKeyLock,
	PostgresLoginLocks,
	PostgresRequestCounter,
	PostgresSessions,
} from '../../storage/postgres';

/** How often a server looks for batches of servers that died, ms: a third of their lease. */
const SWEEP_EVERY_MS = 10_000;
/** The same of work that nobody was told of. */
const LEFT_EVERY_MS = 60_000;

/** What a server does because of what others did. */
export interface Steps {
	readonly parserRules: () => Promise<unknown>;
	readonly sources: () => Promise<unknown>;
	readonly left: () => Promise<unknown>;
	/** Told what failed; it is tried again the next time. */
	readonly trouble: (doing: string, error: Error) => void;
}

/** What it is made of. */
export interface OtherParts {
	readonly database: PostgresDatabase;
	readonly clock: Clock;
	/** Ends batches that servers that died have left. */
	readonly sweep: () => Promise<unknown>;
}

/** Makes what is kept once for all servers, though one that is alone has it in its memory. */
export function openOthers({ database, clock, sweep }: OtherParts) {
	const ticketLocks = new PostgresKeyLock(database, 'tickets');
	return {
		ticketLocks,
		sessions: new PostgresSessions(database, clock),
		loginLocks: new PostgresLoginLocks(database, clock),
		requestCounter: (
			name: string,
			window: ConstructorParameters<typeof PostgresRequestCounter>[2],
		) => new PostgresRequestCounter(database, name, window),
		follow: async (steps: Steps) => {
			const follower = new Follower(database, { ...steps, sweep });
			await follower.start();
			return follower;
		},
		close: () => ticketLocks.close(),
	};
}

type AllSteps = Steps & { readonly sweep: () => Promise<unknown> };

/** Takes the steps, each one at a time. */
class Follower {
	private readonly listener;
	private readonly timers: NodeJS.Timeout[] = [];
	private readonly running = new Map<string, Promise<void>>();
	private closed = false;

	constructor(
		database: PostgresDatabase,
		private readonly steps: AllSteps,
	) {
		this.listener = changesListener(database, (what) => this.heard(what));
	}

	/** Resolves when it listens. */
	async start(): Promise<void> {
		await this.listener.start();
		const every = (ms: number, step: () => void) => this.timers.push(setInterval(step, ms).unref());
		const sweep = () => this.take('end batches that other servers left', this.steps.sweep);
		sweep();
		every(SWEEP_EVERY_MS, sweep);
		every(LEFT_EVERY_MS, () => this.take('take up what other servers left', this.steps.left));
	}

	/** Stops; resolves when what is under way is done. */
	async close(): Promise<void> {
		this.closed = true;
		this.timers.forEach((timer) => clearInterval(timer));
		this.listener.stop();
		await Promise.all(this.running.values());
	}

	private heard(what: Changed | undefined): void {
		const { parserRules, sources } = this.steps;
		if (what !== 'log sources') this.take('read the parser rules again', parserRules, true);
		if (what !== 'parser rules') this.take('read the zones of log sources again', sources, true);
	}

	/** @param again whether news that come while the step is under way need another one */
	private take(doing: string, step: () => Promise<unknown>, again = false): void {
		const running = this.running.get(doing);
		if (this.closed || (running !== undefined && !again)) return;
		const next: Promise<void> = (running ?? Promise.resolve())
			.then(step)
			.catch((error: Error) => {
				if (!this.closed) this.steps.trouble(doing, error);
			})
			.then(() => {
				if (this.running.get(doing) === next) this.running.delete(doing);
			});
		this.running.set(doing, next);
	}
}
