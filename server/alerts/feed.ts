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
	/** What the last attempt failed with; the alerts are offered again at the next wake. */
	failure: Error | undefined;

	constructor(
		private readonly store: Pick<AlertStore, 'after' | 'position' | 'setPosition'>,
		private readonly name: string,
		private readonly consumer: AlertConsumer,
	) {}

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
		this.position ??= await this.store.position(this.name);
		for (;;) {
			const alerts = await this.store.after(this.position, BATCH);
			const last = alerts.at(-1);
			if (last === undefined || this.stopped) return;
			await this.consumer(alerts);
			await this.store.setPosition(this.name, last.seq);
			this.position = last.seq;
		}
	}
}
