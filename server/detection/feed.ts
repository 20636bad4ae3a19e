/** Hands raised alerts to one consumer: in order, in batches, each at least once. */
import type { Alert, AlertStore } from './store';

/** Alerts handed over at once. */
const BATCH = 100;

/**
 * Takes a batch of alerts; they count as handed over when it resolves. After a crash it may see alerts again, so its
 * effects must be repeatable: `Alert.id` tells what it knows already.
 */
export type AlertConsumer = (alerts: readonly Alert[]) => Promise<void>;

/** The alerts after a stored position, handed over as they come. */
export class AlertFeed {
	private position: number | undefined;
	private running: Promise<void> | undefined;
	private stopped = false;
	private again = false;
	/** Those that follow this one, see `leader`. */
	private readonly followers: AlertFeed[] = [];
	/** What the last attempt failed with; the alerts are offered again at the next wake. */
	failure: Error | undefined;

	/** @param leader another consumer; this one gets an alert only after that one is done with it */
	constructor(
		private readonly store: Pick<AlertStore, 'after' | 'position' | 'setPosition'>,
		private readonly name: string,
		private readonly consumer: AlertConsumer,
		private readonly leader?: AlertFeed,
	) {
		leader?.followers.push(this);
	}

	/** There may be new alerts. */
	wake(): void {
		if (this.stopped) return;
		this.again = true;
		this.running ??= this.run().finally(() => {
			this.running = undefined;
			if (this.again && this.failure === undefined) this.wake();
		});
	}

	/** Resolves when everything known so far is handed over. Rejects when the consumer failed. */
	async settled(): Promise<void> {
		this.wake();
		await this.running;
		if (this.failure !== undefined) throw this.failure;
	}

	/** Hands over no further batch; resolves when the current one is done with. */
	async stop(): Promise<void> {
		this.stopped = true;
		await this.running;
	}

	private async run(): Promise<void> {
		this.failure = undefined;
		try {
			while (this.again && !this.stopped) {
				this.again = false;
				await this.drain();
			}
		} catch (error) {
			this.failure = error instanceof Error ? error : new Error(String(error));
		}
	}

	private async drain(): Promise<void> {
		if (this.position === undefined) {
			this.position = await this.store.position(this.name);
			this.wakeFollowers();
		}
		for (;;) {
			const raised: Alert[] = await this.store.after(this.position, BATCH);
			const alerts = raised.filter(({ seq }) => this.isFree(seq));
			const last: Alert | undefined = alerts.at(-1);
			if (last === undefined || this.stopped) return;
			await this.consumer(alerts);
			await this.store.setPosition(this.name, last.seq);
			this.position = last.seq;
			this.wakeFollowers();
		}
	}

	/** Whether the leader is done with an alert; it wakes this feed when it is. */
	private isFree(seq: number): boolean {
		return this.leader === undefined || seq <= (this.leader.position ?? 0);
	}

	private wakeFollowers(): void {
		for (const follower of this.followers) follower.wake();
	}
}
