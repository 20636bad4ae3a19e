/** Alerts for the rest of the server: search, status, profiles, and news of raised alerts for incidents and workflows. */
import type { Clock } from '../platform';
import type { JobSource } from '../logs/search';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { AlertProfile, ProfileDraft } from './profile';
import { AlertFeed, type AlertConsumer } from './feed';
import type { AlertFilter, AlertStore, ImportedDraft, Alert, AlertRevision } from './store';

/** A filter named a profile that does not exist. */
export class UnknownProfileError extends Error {
	/** @param given the id or name as the caller wrote it */
	constructor(readonly given: string | number) {
		super(`Unknown alert profile ${JSON.stringify(given)}`);
		this.name = 'UnknownProfileError';
	}
}

/** There is no such alert. */
export class UnknownAlertError extends Error {
	/** @param given the id as the caller wrote it */
	constructor(readonly given: number) {
		super(`Unknown alert ${given}`);
		this.name = 'UnknownAlertError';
	}
}

/** The main thread's side of alerts. */
export class AlertService {
	private readonly feeds: AlertFeed[] = [];

	private constructor(
		readonly store: AlertStore,
		private readonly clock: Clock,
		private readonly port: MessagePort,
	) {
		port.on('message', () => {
			for (const feed of this.feeds) feed.wake();
		});
		// News of alerts alone are no reason to keep a process alive.
		port.unref();
	}

	/** Starts to listen for news of the store. */
	static async open(store: AlertStore, clock: Clock): Promise<AlertService> {
		const { port1, port2 } = new MessageChannel();
		const service = new AlertService(store, clock, port1);
		await store.announce(port2);
		return service;
	}

	/**
	 * Hands every alert to a consumer, in the order in which they were raised, each at least once, also across
	 * restarts and crashes: the consumer's position is stored after it is done with a batch.
	 *
	 * @param name keeps the position apart from others'; the same at every start
	 * @param leader a consumer that is to be done with an alert before this one gets it
	 * @returns the feed, for `settled`, `stop` and as leader
	 */
	follow(name: string, consumer: AlertConsumer, leader?: AlertFeed): AlertFeed {
		const feed = new AlertFeed(this.store, name, consumer, leader);
		this.feeds.push(feed);
		feed.wake();
		return feed;
	}

	/** @throws UnknownAlertError */
	async alert(id: number): Promise<Alert> {
		const found = await this.store.get(id);
		if (found === undefined) throw new UnknownAlertError(id);
		return found;
	}

	/**
	 * Changes alerts, all or none, and keeps the change in their history; saying again what they are changes nothing.
	 *
	 * @param change with a note, which is kept in any case, or why
	 * @param actor who does it
	 * @returns ids of the alerts that changed
	 * @throws UnknownAlertError
	 */
	async change(
		ids: readonly number[],
		change: Pick<AlertRevision, 'status' | 'assignee' | 'keepNote'> & { readonly note?: string },
		actor: string,
	): Promise<readonly number[]> {
		const { note = '', ...rest } = change;
		const result = await this.store.revise({ ids, ...rest, actor, note, at: this.clock.now() });
		if ('unknown' in result) throw new UnknownAlertError(result.unknown);
		return result.changed;
	}

	/** All profiles by id. */
	profiles(): Promise<AlertProfile[]> {
		return this.store.profiles();
	}

	/** The profile, if there is one with this id. */
	findProfile(id: number): Promise<AlertProfile | undefined> {
		return this.store.profile(id);
	}

	/** @throws UnknownProfileError */
	async profile(id: number): Promise<AlertProfile> {
		const found = await this.store.profile(id);
		if (found === undefined) throw new UnknownProfileError(id);
		return found;
	}

	/** Errors as {@link AlertStore.createProfile}. */
	createProfile(draft: ProfileDraft): Promise<AlertProfile> {
		return this.store.createProfile(draft);
	}

	/** See {@link AlertStore.importProfiles}. */
	importProfiles(drafts: readonly ProfileDraft[]): Promise<ImportedDraft[]> {
		return this.store.importProfiles(drafts);
	}

	/** Errors as {@link AlertStore.updateProfile}. */
	updateProfile(id: number, change: Partial<ProfileDraft>): Promise<AlertProfile> {
		return this.store.updateProfile(id, change);
	}

	/** Errors as {@link AlertStore.deleteProfile}. */
	deleteProfile(id: number): Promise<void> {
		return this.store.deleteProfile(id);
	}

	/**
	 * The ids that a filter list of ids and names stands for; an absent or empty list filters nothing.
	 *
	 * @throws UnknownProfileError
	 */
	async resolve(
		given: readonly (string | number)[] | undefined,
	): Promise<readonly number[] | undefined> {
		if (given === undefined || given.length === 0) return undefined;
		const profiles = await this.store.profiles();
		return given.map((reference) => {
			const text = String(reference).toLowerCase();
			const found = profiles.find(
				({ id, name }) => String(id) === text || name.toLowerCase() === text,
			);
			if (found === undefined) throw new UnknownProfileError(reference);
			return found.id;
		});
	}

	/** Stops all feeds; what they were handed is finished. */
	async close(): Promise<void> {
		this.port.close();
		await Promise.all(this.feeds.map((feed) => feed.stop()));
	}
}

/** The alerts as a source of search jobs. */
export function alertSource(store: AlertStore): JobSource<AlertFilter> {
	return {
		async *scan(filter, signal) {
			let scanned = 0;
			for await (const batch of store.scan(filter, signal)) {
				scanned += batch.scanned;
				yield { ids: batch.ids, scanned };
			}
		},
		fetch: (ids, form) => store.fetch(ids, form),
	};
}
