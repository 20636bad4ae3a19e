/** The alert store on SQLite: the threads of the event store, whose file it shares. */
import type { NameForm, ScanBatch, SearchCaller, SearchPage } from '../../../logs/store';
import type { WorkerClient } from '../../../platform/threads';
import type {
	Alert,
	AlertChange,
	AlertFilter,
	AlertProfile,
	AlertRevision,
	AlertSearchRequest,
	AlertStore,
	ImportedDraft,
	ProfileDraft,
	RevisedAlerts,
} from '../../../detection';
import type { MessagePort } from 'node:worker_threads';
import type { ReaderMethods } from '../events/reader-worker';
import { readSlices } from '../events/slices';
import type { WriterMethods } from '../events/writer-worker';

/** The threads it works with. */
export interface AlertThreads {
	readonly writer: WorkerClient<WriterMethods>;
	/** A reader that has time. */
	readonly reader: () => WorkerClient<ReaderMethods>;
	/** Searches in a caller's turn, within the bounds of searches. */
	readonly search: (caller: SearchCaller, request: AlertSearchRequest) => Promise<SearchPage>;
	/** A reader for small look-ups, whatever it has to do. */
	readonly anyReader: () => WorkerClient<ReaderMethods>;
	/** The reader for long runs. */
	readonly scanner: () => WorkerClient<ReaderMethods>;
}

/** Stores alerts in the event store's file. */
export class SqliteAlertStore implements AlertStore {
	constructor(private readonly threads: AlertThreads) {}

	search(
		request: AlertSearchRequest,
		caller: SearchCaller = { owner: 'server' },
	): Promise<SearchPage> {
		return this.threads.search(caller, request);
	}

	scan(filter: AlertFilter, signal?: AbortSignal): AsyncIterable<ScanBatch> {
		// Asked for late: it starts a thread.
		const scanner = () => this.threads.scanner();
		return readSlices(
			{
				open: () => scanner().call('openAlertScan', [filter]),
				next: (...args) => scanner().call('nextOfAlertScan', args),
				close: (scan) => scanner().call('closeAlertScan', [scan]),
			},
			signal,
		);
	}

	fetch(ids: Float64Array, form: NameForm): Promise<{ hits: Uint8Array; count: number }> {
		return this.threads.reader().call('fetchAlerts', [ids, form]);
	}

	get(id: number): Promise<Alert | undefined> {
		return this.threads.reader().call('alert', [id]);
	}

	history(id: number): Promise<AlertChange[]> {
		return this.threads.reader().call('alertHistory', [id]);
	}

	after(seq: number, limit: number): Promise<Alert[]> {
		return this.threads.anyReader().call('alertsAfter', [seq, limit]);
	}

	position(consumer: string): Promise<number> {
		return this.threads.anyReader().call('alertPosition', [consumer]);
	}

	async setPosition(consumer: string, seq: number): Promise<void> {
		await this.threads.writer.call('setAlertPosition', [consumer, seq]);
	}

	async announce(port: MessagePort): Promise<void> {
		await this.threads.writer.call('announceAlerts', [port], [port]);
	}

	revise(change: AlertRevision): Promise<RevisedAlerts> {
		return this.threads.writer.call('reviseAlerts', [change]);
	}

	profiles(): Promise<AlertProfile[]> {
		return this.threads.anyReader().call('alertProfiles', []);
	}

	profile(id: number): Promise<AlertProfile | undefined> {
		return this.threads.anyReader().call('alertProfile', [id]);
	}

	createProfile(draft: ProfileDraft): Promise<AlertProfile> {
		return this.threads.writer.call('createProfile', [draft]);
	}

	importProfiles(drafts: readonly ProfileDraft[]): Promise<ImportedDraft[]> {
		return this.threads.writer.call('importProfiles', [drafts]);
	}

	updateProfile(id: number, change: Partial<ProfileDraft>): Promise<AlertProfile> {
		return this.threads.writer.call('updateProfile', [id, change]);
	}

	async deleteProfile(id: number): Promise<void> {
		await this.threads.writer.call('deleteProfile', [id]);
	}
}
