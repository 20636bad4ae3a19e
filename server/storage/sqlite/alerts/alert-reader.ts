/** One reading connection to the alerts: pages, scans, single alerts, and profiles. */
import { type SearchPage, type SearchWatch, watched } from '../../../logs/store';
import {
	type Alert,
	type AlertChange,
	type AlertDocument,
	type AlertFilter,
	type AlertProfile,
	alertQuery,
	type AlertSearchRequest,
	isAlertField,
} from '../../../detection';
import { DocumentReader } from '../events/document-reader';
import { readPage } from '../events/page';
import { type Selection, planned } from '../events/select';
import { ProfileTable } from './profile-table';
import { readRaisedPage } from './raised-order';

const ALERT_COLUMNS =
	'id, seq, profile, severity, status, assignee, time, raised_at, grp, events, evidence, doc FROM alert';

/** Reads alerts; synchronous, so it lives in a worker thread. */
export class AlertReader extends DocumentReader<AlertFilter> {
	/**
	 * @param file path of the event database, made by the writer
	 * @param eventValues distinct values of an event field, undefined when they are not listed
	 */
	constructor(
		file: string,
		private readonly eventValues: (field: string) => readonly string[] | undefined,
	) {
		super(file, 'alert');
	}

	/** One page of alerts; plan, hits and total come from one snapshot. */
	search(request: AlertSearchRequest, watch?: SearchWatch): SearchPage {
		return this.snapshot(() => {
			const { timeField, before: _, upTo: __, ...filter } = request;
			const check = watched(watch);
			return timeField === 'raised'
				? readRaisedPage(this.database, this.selection(filter), request, check)
				: readPage(this.statements, this.selection(request), request, undefined, check);
		});
	}

	/** One alert. */
	get(id: number): Alert | undefined {
		const row = this.database.prepare(`SELECT ${ALERT_COLUMNS} WHERE id = ?`).get(id);
		return row === undefined ? undefined : alertOf(row);
	}

	/** Alerts raised after a number, in their order. */
	after(seq: number, limit: number): Alert[] {
		return this.database
			.prepare(`SELECT ${ALERT_COLUMNS} WHERE seq > ? ORDER BY seq LIMIT ?`)
			.all(seq, limit)
			.map(alertOf);
	}

	/** An alert's changes, oldest first. */
	history(id: number): AlertChange[] {
		return this.database
			.prepare(
				'SELECT at, actor, field, was, became, note FROM alert_history WHERE alert = ? ORDER BY id',
			)
			.all(id)
			.map((row) => ({ ...row }) as unknown as AlertChange);
	}

	/** Number of the last alert a consumer is done with. */
	position(consumer: string): number {
		const row = this.database
			.prepare('SELECT seq FROM alert_consumer WHERE name = ?')
			.get(consumer);
		return Number(row?.['seq'] ?? 0);
	}

	/** All profiles by id. */
	profiles(): AlertProfile[] {
		return new ProfileTable(this.database).all();
	}

	/** One of them. */
	profile(id: number): AlertProfile | undefined {
		return new ProfileTable(this.database).get(id);
	}

	protected selection(
		filter: AlertFilter & Pick<AlertSearchRequest, 'before' | 'upTo'>,
	): Selection {
		// The store lists the values of events only: of the alerts' own fields it must not claim to know all.
		return planned(alertQuery(filter), filter, () => ({
			values: (field) => (isAlertField(field) ? undefined : this.eventValues(field)),
		}));
	}
}

function alertOf(row: Record<string, unknown>): Alert {
	const document = JSON.parse(row['doc'] as string) as AlertDocument;
	return {
		id: Number(row['id']),
		seq: Number(row['seq']),
		profileId: Number(row['profile']),
		profileName: String(document['ALERT_PROFILE_NAME']),
		severity: row['severity'] as Alert['severity'],
		status: row['status'] as Alert['status'],
		assignee: row['assignee'] as string | null,
		time: Number(row['time']),
		raisedAt: row['raised_at'] as number | null,
		group: row['grp'] as string,
		events: Number(row['events']),
		evidence: JSON.parse(row['evidence'] as string) as number[],
		document,
	};
}
