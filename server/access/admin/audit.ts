/** The audit log: who was refused and why, and what administrators did; durable, bounded, without secrets. */
import type { Clock } from '../../platform';
import type { AdminStore } from './store';
import type {
	AuditCategory,
	AuditDetails,
	AuditEntry,
	AuditQuery,
	StoredAuditEntry,
} from './store';

/** Most entries that each category keeps, when nothing else is said. */
const KEEP = 10_000;

/** How long refusals are gathered before they are written together, ms. */
const GATHER_MS = 1_000;

/** Most different refusals that are gathered of a category; more are only counted. */
const MOST_GATHERED = 1_000;

/** Refusals: told apart here, while the caller sees only a 401, 403 or 429. */
export type AccessEvent =
	| 'unknown_token'
	| 'expired_token'
	| 'revoked_token'
	| 'wrong_generation'
	| 'wrong_scope'
	| 'login_failed'
	| 'login_locked'
	| 'overflow';

/** What administrators do, and what retention does as they have set it. */
export type AdministrationEvent =
	| 'password_set'
	| 'login'
	| 'logout'
	| 'token_created'
	| 'token_regenerated'
	| 'token_revoked'
	| 'workflow_changed'
	| 'workflow_executed'
	| 'workflow_cancelled'
	| 'alerts_changed'
	| 'ticketing_changed'
	| 'events_removed'
	| 'demo_attack_sent';

/** What callers of the API, and the console by the same calls, destroy, switch off, take out or set going. */
export type ApiEvent = 'api_call';

/** All events, for the filter of the list. */
export const AUDIT_EVENTS: readonly (AccessEvent | AdministrationEvent | ApiEvent)[] = [
	'unknown_token',
	'expired_token',
	'revoked_token',
	'wrong_generation',
	'wrong_scope',
	'login_failed',
	'login_locked',
	'overflow',
	'password_set',
	'login',
	'logout',
	'token_created',
	'token_regenerated',
	'token_revoked',
	'workflow_changed',
	'workflow_executed',
	'workflow_cancelled',
	'alerts_changed',
	'ticketing_changed',
	'events_removed',
	'demo_attack_sent',
	'api_call',
];

/** Refusals that are evidence of guessed passwords. */
const LOGINS: ReadonlySet<string> = new Set<AccessEvent>(['login_failed', 'login_locked']);

/** Options of {@link AuditLog}. */
export interface AuditOptions {
	/** Where entries are kept: the registry's `store`. */
	readonly store: Pick<AdminStore, 'call'>;
	readonly clock: Clock;
	/** Most entries of each category; 10,000 by default. */
	readonly keep?: number;
	/** How long refusals are gathered, ms; 1,000 by default, 0 = until `flush`. */
	readonly gatherMs?: number;
	/** Told when gathered refusals could not be written; they are lost then. */
	readonly onError?: (error: unknown) => void;
}

/** Writes and lists the audit log. */
export class AuditLog {
	private gathered = new Map<string, AuditEntry>();
	private readonly sizes = new Map<AuditCategory, number>();
	private readonly overflows = new Map<AuditCategory, number>();
	private timer: NodeJS.Timeout | undefined;

	constructor(private readonly options: AuditOptions) {}

	/**
	 * Notes a refusal. Returns at once; the same refusal within a second is one entry with a count, so
	 * that a client in a loop costs one write a second and not one a request. Unknown tokens of one address are the same
	 * whatever they are: who makes them up must not push out what is told of others.
	 */
	refused(event: AccessEvent, details: AuditDetails): void {
		const { requestId: _, ...rest } = details;
		const same = event === 'unknown_token' ? details.address : rest;
		const key = JSON.stringify([event, same]);
		const category = LOGINS.has(event) ? 'login' : 'access';
		const before = this.gathered.get(key);
		if (before === undefined) {
			const size = this.sizes.get(category) ?? 0;
			if (size >= MOST_GATHERED) {
				this.overflows.set(category, (this.overflows.get(category) ?? 0) + 1);
				return;
			}
			this.sizes.set(category, size + 1);
		}
		this.gathered.set(
			key,
			before === undefined
				? { category, time: this.options.clock.now(), event, details }
				: { ...before, details: { ...before.details, count: (before.details.count ?? 1) + 1 } },
		);
		this.schedule();
	}

	/** Notes what an administrator did; it is on disk when this resolves. */
	async did(event: AdministrationEvent, details: AuditDetails): Promise<void> {
		const entry: AuditEntry = {
			category: 'administration',
			time: this.options.clock.now(),
			event,
			details,
		};
		await this.write([entry]);
	}

	/** Notes what a caller of the API did; it is on disk when this resolves. */
	async called(details: AuditDetails): Promise<void> {
		const event = 'api_call' satisfies ApiEvent;
		await this.write([{ category: 'api', time: this.options.clock.now(), event, details }]);
	}

	/** Entries, newest first, gathered ones included. */
	async list(query: AuditQuery): Promise<StoredAuditEntry[]> {
		await this.flush();
		return this.options.store.call('listAudit', [query]);
	}

	/** Writes what is gathered. */
	async flush(): Promise<void> {
		clearTimeout(this.timer);
		this.timer = undefined;
		const entries = [...this.gathered.values()];
		for (const [category, count] of this.overflows) {
			const details = { count, note: 'more refusals than could be listed one by one' };
			entries.push({
				category,
				time: this.options.clock.now(),
				event: 'overflow' satisfies AccessEvent,
				details,
			});
		}
		this.gathered = new Map();
		this.sizes.clear();
		this.overflows.clear();
		if (entries.length > 0) await this.write(entries);
	}

	private async write(entries: readonly AuditEntry[]): Promise<void> {
		await this.options.store.call('appendAudit', [entries, this.options.keep ?? KEEP]);
	}

	private schedule(): void {
		const gatherMs = this.options.gatherMs ?? GATHER_MS;
		if (this.timer !== undefined || gatherMs === 0) return;
		this.timer = setTimeout(() => {
			this.flush().catch(this.options.onError ?? (() => undefined));
		}, gatherMs);
		this.timer.unref();
	}
}
