/** Job records as rows of the table `job`, and back. */
import type { JobDraft, JobRecord, JobState, Json } from '../../../jobs';
import type { SQLInputValue } from 'node:sqlite';

/** One row as node:sqlite hands it out. */
export interface JobRow {
	seq: number;
	id: string;
	kind: string;
	owner: string;
	idem: string | null;
	state: JobState;
	payload: string;
	priority: number;
	ready: number;
	due: number;
	run: number;
	failures: number;
	interruptions: number;
	holder: string | null;
	lease: number | null;
	submitted: number;
	started: number | null;
	synced: number;
	finished: number | null;
	expires: number | null;
	done: number;
	total: number | null;
	note: string | null;
	hits: number;
	mark: number;
	page_size: number;
	checkpoint: string | null;
	result: string | null;
	error: string | null;
	dead: string | null;
	gone: JobRecord['gone'];
}

/** Columns that are written once, in the order of {@link fixedValues}. */
export const FIXED_COLUMNS: readonly (keyof JobRow)[] = [
	'id',
	'kind',
	'owner',
	'idem',
	'payload',
	'priority',
	'submitted',
	'page_size',
];

/** Columns that steps of a job's life change, in the order of {@link changingValues}. */
export const CHANGING_COLUMNS: readonly (keyof JobRow)[] = [
	'state',
	'ready',
	'due',
	'run',
	'failures',
	'interruptions',
	'holder',
	'lease',
	'started',
	'synced',
	'finished',
	'expires',
	'done',
	'total',
	'note',
	'hits',
	'mark',
	'checkpoint',
	'result',
	'error',
	'dead',
	'gone',
];

/** The draft's values for {@link FIXED_COLUMNS}. */
export function fixedValues(draft: JobDraft): SQLInputValue[] {
	return [
		draft.id,
		draft.kind,
		draft.owner,
		draft.key,
		JSON.stringify(draft.payload),
		draft.priority,
		draft.submittedAt,
		draft.pageSize,
	];
}

/** The draft's values for {@link CHANGING_COLUMNS}. @param now decides whether a queued job is ready */
export function changingValues(draft: JobDraft, now: number): SQLInputValue[] {
	return [
		draft.state,
		draft.dueAt <= now ? 1 : 0,
		draft.dueAt,
		draft.run,
		draft.failures,
		draft.interruptions,
		draft.holder,
		draft.leaseUntil,
		draft.startedAt,
		draft.syncedAt,
		draft.finishedAt,
		draft.expiresAt,
		draft.done,
		draft.total,
		draft.note,
		draft.hits,
		draft.mark,
		toJson(draft.checkpoint),
		toJson(draft.result),
		toJson(draft.error as Json),
		draft.deadReason,
		draft.gone,
	];
}

/** The row as a draft to change. */
export function toDraft(row: JobRow): JobDraft {
	return { seq: row.seq, mark: row.mark, ...toRecord(row) };
}

/** The row as the record that callers see. */
export function toRecord(row: JobRow): JobRecord {
	return {
		id: row.id,
		kind: row.kind,
		owner: row.owner,
		key: row.idem,
		state: row.state,
		payload: JSON.parse(row.payload) as Json,
		priority: row.priority,
		dueAt: row.due,
		run: row.run,
		failures: row.failures,
		interruptions: row.interruptions,
		holder: row.holder,
		leaseUntil: row.lease,
		submittedAt: row.submitted,
		startedAt: row.started,
		syncedAt: row.synced,
		finishedAt: row.finished,
		expiresAt: row.expires,
		done: row.done,
		total: row.total,
		note: row.note,
		hits: row.hits,
		pageSize: row.page_size,
		checkpoint: fromJson(row.checkpoint),
		result: fromJson(row.result),
		error: fromJson(row.error) as JobRecord['error'],
		deadReason: row.dead,
		gone: row.gone,
	};
}

/** What leaves the queue: a draft without its private parts. */
export function fromDraft(draft: JobDraft): JobRecord {
	const { seq: _seq, mark: _mark, ...record } = draft;
	return record;
}

function toJson(value: Json): string | null {
	return value === null ? null : JSON.stringify(value);
}

function fromJson(text: string | null): Json {
	return text === null ? null : (JSON.parse(text) as Json);
}
