/** The alert store on PostgreSQL: what any number of servers raise, and people look at and decide about at any of them. */
import type { MessagePort } from 'node:worker_threads';
import {
	type Alert,
	type AlertChange,
	type AlertDocument,
	type AlertFilter,
	type AlertProfile,
	type AlertRevision,
	type AlertSearchRequest,
	type AlertState,
	type AlertStore,
	type ImportedDraft,
	type ProfileDraft,
	revise,
	revisedDocument,
	type RevisedAlerts,
} from '../../../detection';
import {
	AllHits,
	boundsOfSearch,
	type NameForm,
	type ScanBatch,
	type SearchCaller,
	type SearchPage,
} from '../../../logs/store';
import type { PostgresDatabase } from '../data/database';
import type { Listener } from '../data/listener';
import type { Sql } from '../data/driver';
import { raisedListener } from './news';
import { PostgresProfiles } from './profiles';
import { scanAlerts, searchAlerts } from './search';
import { writeDocument } from './table';

/** Options of {@link PostgresAlertStore.open}. */
export interface AlertStoreOptions {
	/** With the tables of alerts. */
	readonly database: PostgresDatabase;
	/** Longest time of one search, ms; 25 s by default. */
	readonly searchMs?: number | undefined;
}

const SEARCH_MS = 25_000;
const COLUMNS =
	'id, seq, profile, severity, status, assignee, time, raised_at, grp, events, evidence, doc FROM alert';

/** Alerts and profiles of one schema. */
export class PostgresAlertStore implements AlertStore {
	private readonly listeners = new Set<Listener>();

	private constructor(
		private readonly database: PostgresDatabase,
		private readonly searchMs: number,
		/** What decides about batches uses the same ones. */
		readonly profileTable: PostgresProfiles,
	) {}

	/** Brings the predefined profiles up to this version of the server. */
	static async open({ database, searchMs = SEARCH_MS }: AlertStoreOptions) {
		const profiles = new PostgresProfiles(database);
		await profiles.seed();
		return new PostgresAlertStore(database, searchMs, profiles);
	}

	async search(request: AlertSearchRequest, caller?: SearchCaller): Promise<SearchPage> {
		const { check, release } = boundsOfSearch(this.searchMs, caller?.signal);
		try {
			return await this.database.read((sql) => searchAlerts(sql, request, check));
		} finally {
			release();
		}
	}

	scan(filter: AlertFilter, signal?: AbortSignal): AsyncIterable<ScanBatch> {
		return scanAlerts(this.database, filter, signal);
	}

	async fetch(ids: Float64Array, form: NameForm): Promise<{ hits: Uint8Array; count: number }> {
		const rows = await this.database.read((sql) =>
			sql.all<{ doc: string }>(
				`SELECT a.doc FROM unnest($1::bigint[]) WITH ORDINALITY AS wanted (id, place)
				JOIN alert a ON a.id = wanted.id ORDER BY wanted.place`,
				[[...ids]],
			),
		);
		const all = new AllHits(form);
		for (const { doc } of rows) all.take(doc);
		return all.hits();
	}

	async get(id: number): Promise<Alert | undefined> {
		const row = await this.database.read((sql) =>
			sql.one<AlertRow>(`SELECT ${COLUMNS} WHERE id = $1`, [id]),
		);
		return row && alertOf(row);
	}

	history(id: number): Promise<AlertChange[]> {
		return this.database.read((sql) =>
			sql.all<AlertChange>(
				'SELECT at, actor, field, was, became, note FROM alert_history WHERE alert = $1 ORDER BY id',
				[id],
			),
		);
	}

	async after(seq: number, limit: number): Promise<Alert[]> {
		const rows = await this.database.read((sql) =>
			sql.all<AlertRow>(`SELECT ${COLUMNS} WHERE seq > $1 ORDER BY seq LIMIT $2`, [seq, limit]),
		);
		return rows.map(alertOf);
	}

	async position(consumer: string): Promise<number> {
		const row = await this.database.read((sql) =>
			sql.one<{ seq: number }>('SELECT seq FROM alert_consumer WHERE name = $1', [consumer]),
		);
		return row?.seq ?? 0;
	}

	/** A position never goes back: of two servers that hand over the same alerts, the one behind changes nothing. */
	async setPosition(consumer: string, seq: number): Promise<void> {
		await this.database.transaction((sql) =>
			sql.run(
				`INSERT INTO alert_consumer (name, seq) VALUES ($1, $2)
				ON CONFLICT (name) DO UPDATE SET seq = greatest(alert_consumer.seq, excluded.seq)`,
				[consumer, seq],
			),
		);
	}

	async announce(port: MessagePort): Promise<void> {
		const listener = raisedListener(this.database, (seq) => port.postMessage(seq ?? 0));
		this.listeners.add(listener);
		port.unref();
		await listener.start();
	}

	revise(change: AlertRevision): Promise<RevisedAlerts> {
		return this.database.transaction(async (sql) => {
			const distinct = [...new Set(change.ids)];
			// In one order everywhere, so that two changes of the same alerts do not wait for each other crosswise.
			const rows = await sql.all<AlertState & { id: number; doc: string }>(
				'SELECT id, status, assignee, doc FROM alert WHERE id = ANY($1::bigint[]) ORDER BY id FOR UPDATE',
				[distinct],
			);
			const known = new Map(rows.map((row) => [row.id, row]));
			const unknown = distinct.find((id) => !known.has(id));
			if (unknown !== undefined) return { unknown };
			const changed: number[] = [];
			for (const id of distinct) {
				const { doc, ...before } = known.get(id) as AlertState & { id: number; doc: string };
				const { lines, isChanged, status, assignee } = revise(before, change);
				if (isChanged) {
					const document = JSON.parse(doc) as AlertDocument;
					await writeDocument(sql, id, revisedDocument(document, { status, assignee }));
					await sql.run('UPDATE alert SET status = $2, assignee = $3 WHERE id = $1', [
						...[id, status, assignee],
					]);
				}
				for (const line of lines) await keepLine(sql, id, line);
				if (lines.length > 0) changed.push(id);
			}
			return { changed };
		});
	}

	/** Events are gone: no rule that is at work goes on with them. @param high the first id that is not gone */
	async forgetEvents(low: number, high: number): Promise<void> {
		await this.database.transaction((sql) =>
			sql.run('DELETE FROM alert_match WHERE event >= $1 AND event < $2', [low, high]),
		);
	}

	profiles(): Promise<AlertProfile[]> {
		return this.profileTable.all();
	}

	profile(id: number): Promise<AlertProfile | undefined> {
		return this.profileTable.get(id);
	}

	createProfile(draft: ProfileDraft): Promise<AlertProfile> {
		return this.profileTable.create(draft);
	}

	importProfiles(drafts: readonly ProfileDraft[]): Promise<ImportedDraft[]> {
		return this.profileTable.import(drafts);
	}

	updateProfile(id: number, change: Partial<ProfileDraft>): Promise<AlertProfile> {
		return this.profileTable.update(id, change);
	}

	deleteProfile(id: number): Promise<void> {
		return this.profileTable.delete(id);
	}

	/** Hears of no alert any more; the arrangement closes the database. */
	async close(): Promise<void> {
		for (const listener of this.listeners) listener.stop();
		this.listeners.clear();
	}
}

interface AlertRow {
	readonly id: number;
	readonly seq: number;
	readonly profile: number;
	readonly severity: Alert['severity'];
	readonly status: Alert['status'];
	readonly assignee: string | null;
	readonly time: number;
	readonly raised_at: number;
	readonly grp: string;
	readonly events: number;
	readonly evidence: string;
	readonly doc: string;
}

function alertOf(row: AlertRow): Alert {
	const { id, seq, severity, status, assignee, time, events } = row;
	const document = JSON.parse(row.doc) as AlertDocument;
	return {
		...{ id, seq, severity, status, assignee, time, events, document },
		profileId: row.profile,
		profileName: String(document['ALERT_PROFILE_NAME']),
		raisedAt: row.raised_at,
		group: row.grp,
		evidence: JSON.parse(row.evidence) as number[],
	};
}

async function keepLine(
	sql: Sql,
	alert: number,
	{ at, actor, field, was, became, note }: AlertChange,
): Promise<void> {
	await sql.run(
		`INSERT INTO alert_history (alert, at, actor, field, was, became, note)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		[alert, at, actor, field, was, became, note],
	);
}
