/** An event writer in this thread, with only the profiles a test wants, and readings of what it raised. */
import { AlertReader, EventWriter } from '../../../server/storage/sqlite';
import type { FieldValue, LogEvent } from '../../../server/logs/events';
import { bytesAt } from '../../../server/logs/terms';
import { BatchPreparer } from '../../../server/logs/store';
import { copyFileSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AlertRule, ProfileDraft } from '../../../server/detection/profile';
import { ProfileMatcher } from '../../../server/detection/matcher';
import type { Alert } from '../../../server/detection/store';
import { tempFolder } from '../../support/temp';

/** A profile that a test does not care about beyond its rule. */
export function draft(rule: AlertRule, more: Partial<ProfileDraft> = {}): ProfileDraft {
	return {
		name: 'test profile',
		description: '',
		severity: 'trouble',
		enabled: true,
		notifications: [],
		incidentRule: null,
		ticketNotification: true,
		tags: [],
		rule,
		...more,
	};
}

/** An event of a host. */
export function event(time: number, fields: Record<string, FieldValue> = {}): LogEvent {
	return { time, fields: { HOSTNAME: 'h', ...fields } };
}

/** A store of events and alerts in this thread. */
export class Bench {
	readonly file: string;
	writer: EventWriter;
	private readonly preparer = new BatchPreparer();
	private matcher: ProfileMatcher | undefined;

	constructor(file = join(tempFolder(), 'events.db')) {
		this.file = file;
		this.writer = new EventWriter(file);
	}

	/** A store without enabled predefined profiles, so that only the test's own raise alerts. */
	static withoutPredefined(): Bench {
		const file = join(tempFolder(), 'events.db');
		copyWithoutPredefined(file);
		return new Bench(file);
	}

	/** Adds a profile; returns its id. */
	profile(rule: AlertRule, more: Partial<ProfileDraft> = {}): number {
		return this.writer.alerts.createProfile(draft(rule, more)).id;
	}

	/** Matches events ahead of the writer from now on, as the ingest thread does. */
	matchAhead(): void {
		this.matcher = new ProfileMatcher(this.writer.alerts.profileSet());
	}

	/** Stores one batch. */
	store(events: readonly LogEvent[]): void {
		const batch = this.preparer.prepare(events);
		const matches = this.matcher?.match({
			length: events.length,
			fields: (index) => (events[index] as LogEvent).fields,
			time: (index) => (events[index] as LogEvent).time,
			terms: (index) => bytesAt(batch.terms, index),
		});
		this.writer.append({ ...batch, matches });
	}

	/** Closes and opens the store again. */
	restart(): void {
		this.writer.close();
		this.writer = new EventWriter(this.file);
	}

	/** Works with a reader. */
	read<T>(work: (reader: AlertReader) => T): T {
		const reader = new AlertReader(this.file, () => undefined);
		try {
			return work(reader);
		} finally {
			reader.close();
		}
	}

	/** All alerts in the order in which they were raised. */
	alerts(): Alert[] {
		return this.read((reader) => reader.after(0, 100_000));
	}

	/** Ids that a query of the alerts finds, newest first. */
	find(query: string): number[] {
		const page = this.read((reader) =>
			reader.search({
				query,
				from: 0,
				to: Number.MAX_SAFE_INTEGER,
				limit: 10_000,
				form: 'server',
				withTotal: true,
			}),
		);
		const hits = JSON.parse(`[${new TextDecoder().decode(page.hits)}]`) as { ALERT_ID: number }[];
		expect(page.total).toBe(hits.length);
		return hits.map((hit) => hit.ALERT_ID);
	}

	/** Fails when an index of the file is damaged. */
	checkIntegrity(): void {
		const database = new DatabaseSync(this.file);
		expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
		database.exec(`INSERT INTO alert_fts (alert_fts) VALUES ('integrity-check')`);
		database.close();
	}

	close(): void {
		this.writer.close();
	}
}

/** Makes a file in which all predefined profiles are off. */
export function copyWithoutPredefined(file: string): void {
	copyFileSync((template ??= makeTemplate()), file);
}

let template: string | undefined;

/** Disabling profile by profile costs a disk sync each: it is done once for all test files. */
function makeTemplate(): string {
	const folder = process.env['LOG360_TESTS_FOLDER'];
	const shared = folder && join(folder, 'without-predefined.db');
	if (shared && existsSync(shared)) return shared;
	const bench = new Bench();
	for (const { id } of bench.writer.alerts.profileSet().profiles)
		bench.writer.alerts.updateProfile(id, { enabled: false });
	bench.close();
	if (!shared) return bench.file;
	// Another worker may do the same: what is at its place is always whole.
	const own = `${shared}.${process.pid}`;
	copyFileSync(bench.file, own);
	renameSync(own, shared);
	return shared;
}
