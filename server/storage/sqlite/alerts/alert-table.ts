/** The stored alerts and their index. */
import { IdAllocator } from '../../../logs/events';
import { termsOf } from '../../../logs/terms';
import {
	type AlertDocument,
	alertDocument,
	type AlertState,
	describeGroup,
	MAX_EVIDENCE,
	type NewAlert,
	revisedDocument,
} from '../../../detection';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** What is needed of an alert to add events to it. */
export interface AlertReference {
	readonly id: number;
	readonly time: number;
}

/** Writes alerts; every call belongs into the writer's transaction. */
export class AlertTable {
	private readonly ids: IdAllocator;
	private readonly insertAlert: StatementSync;
	private readonly insertTerms: StatementSync;
	private readonly deleteTerms: StatementSync;
	private readonly updateAlert: StatementSync;
	private readonly selectSlot: StatementSync;
	private readonly selectAlert: StatementSync;
	private readonly selectNewest: StatementSync;
	/** By profile, a slot after which it has no alert. */
	private readonly newest = new Map<number, number>();
	private seq: number;

	constructor(private readonly database: DatabaseSync) {
		const largest = database.prepare('SELECT max(id) AS id FROM alert WHERE id BETWEEN ? AND ?');
		this.ids = new IdAllocator(
			(low, high) => (largest.get(low, high)?.['id'] as number | undefined) ?? undefined,
		);
		this.insertAlert = database.prepare(`
			INSERT INTO alert (id, doc, seq, profile, grp, slot, time, severity, status, events, evidence, raised_at, tokens)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, '')
		`);
		this.insertTerms = database.prepare('INSERT INTO alert_fts (rowid, tokens) VALUES (?, ?)');
		this.deleteTerms = database.prepare(
			`INSERT INTO alert_fts (alert_fts, rowid, tokens) VALUES ('delete', ?, ?)`,
		);
		this.updateAlert = database.prepare(
			"UPDATE alert SET doc = ?, tokens = '', status = ?, assignee = ?, events = ? WHERE id = ?",
		);
		this.selectSlot = database.prepare(
			'SELECT id, time FROM alert WHERE profile = ? AND slot = ? AND grp = ?',
		);
		this.selectAlert = database.prepare(
			'SELECT doc, tokens AS terms, status, assignee, events FROM alert WHERE id = ?',
		);
		this.selectNewest = database.prepare(
			'SELECT max(slot) AS slot FROM alert WHERE profile = ? AND slot IS NOT NULL',
		);
		this.seq = this.lastSeq();
	}

	/** Number of the last alert in the order in which they were raised, 0 before the first. */
	get last(): number {
		return this.seq;
	}

	/** Inserts an alert and returns its id. */
	insert(alert: NewAlert): number {
		const { profile, group, slot, time, event, events, evidence, raisedAt } = alert;
		const id = this.ids.allocate(time);
		const document = alertDocument(
			{
				id,
				profileId: profile.id,
				profileName: profile.name,
				severity: profile.severity,
				status: 'open',
				events,
				eventId: event,
				group: describeGroup(profile.rule.by ?? [], group),
				raisedAt,
			},
			JSON.parse(alert.document) as AlertDocument,
		);
		this.insertAlert.run(
			id,
			JSON.stringify(document),
			++this.seq,
			profile.id,
			group,
			slot,
			time,
			profile.severity,
			events,
			JSON.stringify(evidence.slice(-MAX_EVIDENCE)),
			raisedAt,
		);
		this.insertTerms.run(id, termsOf(document));
		if (slot !== null && slot > this.newestOf(profile.id)) this.newest.set(profile.id, slot);
		return id;
	}

	/** Whether a slot comes after those of all alerts of a profile. */
	isAfterAll(profile: number, slot: number): boolean {
		return slot > this.newestOf(profile);
	}

	/** The alert of a slot. */
	find(profile: number, slot: number, group: string): AlertReference | undefined {
		return this.selectSlot.get(profile, slot, group) as AlertReference | undefined;
	}

	/** What was decided about an alert, undefined when there is no such alert. */
	state(id: number): AlertState | undefined {
		return this.selectAlert.get(id) as AlertState | undefined;
	}

	/** Changes status, assignee or number of events, in the document and in the index. */
	revise(
		id: number,
		change: Partial<{ readonly [K in keyof AlertState]: AlertState[K] | undefined }> & {
			readonly addedEvents?: number;
		},
	): void {
		const row = this.selectAlert.get(id) as
			| (AlertState & { doc: string; terms: string; events: number })
			| undefined;
		if (row === undefined) return;
		const status = change.status ?? row.status;
		const assignee = change.assignee === undefined ? row.assignee : change.assignee;
		const events = row.events + (change.addedEvents ?? 0);
		const decided = { status, assignee, events };
		const before = JSON.parse(row.doc) as AlertDocument;
		const document = revisedDocument(before, decided);
		this.deleteTerms.run(id, row.terms || termsOf(before));
		this.insertTerms.run(id, termsOf(document));
		this.updateAlert.run(JSON.stringify(document), status, assignee, events, id);
	}

	/** Call after a rollback. */
	reset(): void {
		this.ids.reset();
		this.newest.clear();
		this.seq = this.lastSeq();
	}

	private newestOf(profile: number): number {
		let newest = this.newest.get(profile);
		if (newest === undefined) {
			newest = Number(this.selectNewest.get(profile)?.['slot'] ?? -1);
			this.newest.set(profile, newest);
		}
		return newest;
	}

	private lastSeq(): number {
		return Number(this.database.prepare('SELECT max(seq) AS n FROM alert').get()?.['n'] ?? 0);
	}
}
