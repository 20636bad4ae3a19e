/** Takes deliveries from the outbox to the tools: each a job with retries, a log, and a second chance by hand. */
import type { Clock, SecretBox } from '../../platform';
import { type Incident, isIncidentError } from '../incidents';
import { type JobContext, type JobEngine, PermanentJobError, RetryLaterError } from '../../jobs';
import type { Send } from '../../platform/outgoing';
import { randomUUID } from 'node:crypto';
import type { TicketStore } from './store';
import { ADAPTERS } from './adapters';
import type { StoredConnection } from './connection';
import type { Delivery } from './delivery';
import { KeyedLock, type TicketLocks } from './keyed-lock';
import { sendCreate, sendUpdate } from './send-delivery';
import { toolCall } from './tool-call';
import { verdictOn } from './verdict';

/** Kind of the jobs. */
export const DELIVERY_KIND = 'delivery';

const OWNER = 'tickets';
/** 5 s, 10 s, 20 s, ... up to 3 h: a tool that is down for a day gets its tickets when it is back. */
const BACKOFF = { baseMs: 5_000, capMs: 3 * 3_600_000 };
const MOST_ATTEMPTS = 20;
const BATCH = 500;
/** How long somebody who tests a connection waits for its tool, ms. */
const TEST_MS = 20_000;

/** How the test of a connection went. */
export interface ConnectionTest {
	readonly ok: boolean;
	/** HTTP status of the answer that was at fault; null when none came or all is well. */
	readonly status: number | null;
	readonly message: string;
}

interface Payload {
	readonly delivery: number;
	readonly round: number;
}

/** What deliveries work with. */
export interface DeliveryParts {
	readonly store: Pick<TicketStore, 'call'>;
	readonly engine: Pick<JobEngine, 'register' | 'submit'>;
	readonly clock: Clock;
	readonly box: SecretBox;
	readonly send: Send;
	/** Keep messages about one ticket apart; those of this process alone by default. */
	readonly locks?: TicketLocks | undefined;
	/** Told when the outbox cannot be read; the next wake tries again. */
	readonly trouble?: (doing: string, error: Error) => void;
}

/** The way from the outbox to the tools. */
export class Deliveries {
	private readonly locks: TicketLocks;
	/** Deliveries up to this id are with the job engine. */
	private submitted = 0;
	private running: Promise<void> | undefined;
	private again = false;

	/** Registers the job's kind, so make it before the engine starts. */
	constructor(private readonly parts: DeliveryParts) {
		this.locks = parts.locks ?? new KeyedLock();
		parts.engine.register<Payload>(DELIVERY_KIND, (context) => this.deliver(context), {
			maxAttempts: MOST_ATTEMPTS,
			backoff: BACKOFF,
			// All belong to one owner, and none waits for another.
			perOwner: 8,
		});
	}

	/** There may be new deliveries in the outbox. */
	wake(): void {
		this.again = true;
		this.running ??= this.pump()
			.catch((error: Error) => this.parts.trouble?.('hand deliveries to the job engine', error))
			.finally(() => {
				this.running = undefined;
				// Woken after the last look.
				if (this.again) this.wake();
			});
	}

	/** Resolves when all that is in the outbox is with the job engine. */
	async settled(): Promise<void> {
		while (this.running !== undefined) await this.running;
	}

	/** Sends a dead delivery again. @returns undefined when it is unknown or not dead */
	async resend(id: number): Promise<Delivery | undefined> {
		const { store, clock } = this.parts;
		const delivery = await store.call('reviveDelivery', [id, clock.now()]);
		if (delivery !== undefined) await this.submit(delivery);
		return delivery;
	}

	/**
	 * Sends all dead deliveries again, the oldest first.
	 *
	 * @param connectionId only those of this connection
	 * @returns how many
	 */
	async resendAll(connectionId?: number): Promise<number> {
		const { store, clock } = this.parts;
		let sent = 0;
		for (;;) {
			const revived = await store.call('reviveDead', [connectionId, BATCH, clock.now()]);
			for (const delivery of revived) await this.submit(delivery);
			sent += revived.length;
			if (revived.length < BATCH) return sent;
		}
	}

	/**
	 * Calls a connection's tool without changing anything there.
	 *
	 * @returns what the tool said, or why that failed; never a secret
	 */
	async test(connection: StoredConnection): Promise<ConnectionTest> {
		const { clock, box, send } = this.parts;
		const { settings, tool } = connection;
		const secrets = box.open(connection.secrets);
		const signal = AbortSignal.timeout(TEST_MS);
		const context = {
			...{ settings, secrets, now: clock.now() },
			messageId: `msg_test_${randomUUID()}`,
			call: toolCall(send, settings['url'] ?? '', secrets, signal),
		};
		try {
			return { ok: true, status: null, message: await ADAPTERS[tool].test(context) };
		} catch (error) {
			if (signal.aborted) return { ok: false, status: null, message: 'No answer came in time' };
			const { status, message } = verdictOn(error as Error, clock.now());
			return { ok: false, status, message };
		}
	}

	private async pump(): Promise<void> {
		while (this.again) {
			this.again = false;
			for (;;) {
				const found = await this.parts.store.call('pendingDeliveries', [this.submitted, BATCH]);
				for (const delivery of found) {
					await this.submit(delivery);
					this.submitted = delivery.id;
				}
				if (found.length < BATCH) break;
			}
		}
	}

	/** The key makes a repeated submission the same job; one that has failed already ends the delivery. */
	private async submit({ id, round }: Delivery): Promise<void> {
		const { engine, store, clock } = this.parts;
		const payload: Payload = { delivery: id, round };
		const key = `${id}.${round}`;
		const { job } = await engine.submit({ kind: DELIVERY_KIND, owner: OWNER, payload, key });
		if (job.state === 'FAILED') {
			const reason = job.deadReason ?? 'its job failed';
			await store.call('endDelivery', [id, 'dead', reason, clock.now()]);
		}
	}

	private async deliver(context: JobContext<Payload>): Promise<string> {
		const { store } = this.parts;
		const { delivery: id, round } = context.payload;
		const delivery = await store.call('findDelivery', [id]);
		if (delivery === undefined || delivery.state !== 'pending' || delivery.round !== round) {
			return 'It was dealt with before';
		}
		// Two messages about one ticket must not overtake each other.
		const key = `${delivery.connectionId}.${delivery.incidentId}`;
		return this.locks.run(key, () => this.attempt(delivery, context));
	}

	private async attempt(delivery: Delivery, context: JobContext<Payload>): Promise<string> {
		const { store, clock } = this.parts;
		const drop = async (why: string) => {
			await store.call('endDelivery', [delivery.id, 'dropped', why, clock.now()]);
			return why;
		};
		const connection = await store.call('findConnection', [delivery.connectionId]);
		if (connection === undefined || !connection.enabled) return drop('The connection is disabled');
		const incident = await this.incident(delivery.incidentId);
		if (incident === undefined) return drop('The incident was deleted');
		try {
			const sent = await this.send(delivery, connection, incident, context);
			if (typeof sent === 'string') return await drop(sent);
			const now = clock.now();
			await store.call('tried', [
				delivery.id,
				{ time: now, outcome: 'ok', status: null, message: null },
			]);
			await store.call('sent', [delivery.id, sent, now]);
			this.wake();
			return sent.note;
		} catch (error) {
			context.signal.throwIfAborted();
			throw await this.failed(delivery, connection, context, error as Error);
		}
	}

	private async send(
		delivery: Delivery,
		connection: StoredConnection,
		incident: Incident,
		{ job, signal }: JobContext<Payload>,
	) {
		const { store, clock, box, send } = this.parts;
		const { settings } = connection;
		const secrets = box.open(connection.secrets);
		const ticket = await store.call('ticketOf', [connection.id, incident.id]);
		const work = {
			connection,
			incident,
			ticket,
			adapter: ADAPTERS[connection.tool],
			isCreating: await store.call('isCreating', [connection.id, incident.id]),
			// An earlier attempt may have created the ticket and been cut off before it was written down.
			isRepeat: job.run > 1 || delivery.round > 1,
			context: {
				settings,
				secrets,
				messageId: `msg_${delivery.id}`,
				now: clock.now(),
				call: toolCall(send, settings['url'] ?? '', secrets, signal),
			},
		};
		return delivery.kind === 'create' ? sendCreate(work) : sendUpdate(work);
	}

	private async failed(
		delivery: Delivery,
		{ tool }: StoredConnection,
		{ job }: JobContext<Payload>,
		error: Error,
	) {
		const { store, clock } = this.parts;
		const now = clock.now();
		const { retry, notBefore, status, message } = verdictOn(error, now, tool);
		const dead = !retry || job.failures + 1 >= MOST_ATTEMPTS;
		const outcome = dead ? 'failed' : 'retry';
		await store.call('tried', [delivery.id, { time: now, outcome, status, message }]);
		if (dead) await store.call('endDelivery', [delivery.id, 'dead', message, now]);
		if (!retry) return new PermanentJobError(message, 'DELIVERY_REFUSED');
		return notBefore === undefined ? new Error(message) : new RetryLaterError(message, notBefore);
	}

	private async incident(id: number): Promise<Incident | undefined> {
		try {
			return await this.parts.store.call('getIncident', [id]);
		} catch (error) {
			if (isIncidentError(error) && error.code === 'unknown_incident') return undefined;
			throw error;
		}
	}
}
