/** Job records as rows of the table `job`, and back. */
import type { JobDraft, JobRecord, Json } from '../../../jobs';

/** One row, by column. */
export type JobRow = Readonly<Record<string, unknown>> & { readonly seq: number };

/** How a field of a record lies in the table. */
interface Column {
	readonly field: keyof JobDraft;
	readonly column: string;
	/** Kept as JSON text; null stays null. */
	readonly json?: true;
}

/** What is written once. */
const FIXED: readonly Column[] = [
	{ field: 'id', column: 'id' },
	{ field: 'kind', column: 'kind' },
	{ field: 'owner', column: 'owner' },
	{ field: 'key', column: 'idem' },
	{ field: 'payload', column: 'payload', json: true },
	{ field: 'priority', column: 'priority' },
	{ field: 'submittedAt', column: 'submitted' },
	{ field: 'pageSize', column: 'page_size' },
];

/** What the steps of a job's life change. */
const CHANGING: readonly Column[] = [
	{ field: 'state', column: 'state' },
	{ field: 'dueAt', column: 'due' },
	{ field: 'run', column: 'run' },
	{ field: 'failures', column: 'failures' },
	{ field: 'interruptions', column: 'interruptions' },
	{ field: 'holder', column: 'holder' },
	{ field: 'leaseUntil', column: 'lease' },
	{ field: 'startedAt', column: 'started' },
	{ field: 'syncedAt', column: 'synced' },
	{ field: 'finishedAt', column: 'finished' },
	{ field: 'expiresAt', column: 'expires' },
	{ field: 'done', column: 'done' },
	{ field: 'total', column: 'total' },
	{ field: 'note', column: 'note' },
	{ field: 'hits', column: 'hits' },
	{ field: 'mark', column: 'mark' },
	{ field: 'checkpoint', column: 'checkpoint', json: true },
	{ field: 'result', column: 'result', json: true },
	{ field: 'error', column: 'error', json: true },
	{ field: 'deadReason', column: 'dead' },
	{ field: 'gone', column: 'gone' },
];

const ALL = [...FIXED, ...CHANGING];
const names = ALL.map(({ column }) => column);

/** Stores a new job; a key that is taken stores nothing. Values: {@link rowOf}. */
export const INSERT = `
	INSERT INTO job (${names.join(', ')}, ready) VALUES (${names.map((it) => `:${it}`).join(', ')}, :ready)
	ON CONFLICT (kind, owner, idem) WHERE idem IS NOT NULL DO NOTHING RETURNING seq`;

/** Stores what a step changed. Values: {@link rowOf}. */
export const UPDATE = `
	UPDATE job SET ready = :ready, ${CHANGING.map(({ column }) => `${column} = :${column}`).join(', ')}
	WHERE seq = :seq`;

/** The draft's columns. @param now decides whether a queued job is ready */
export function rowOf(draft: JobDraft, now: number): Record<string, unknown> {
	const row: Record<string, unknown> = { seq: draft.seq, ready: draft.dueAt <= now };
	for (const { field, column, json } of ALL) {
		const value = draft[field];
		// eslint-disable-next-line log360/no-object-table -- columns of this file
		row[column] = json && (value !== null || column === 'payload') ? JSON.stringify(value) : value;
	}
	return row;
}

/** The row as a draft to change. */
export function toDraft(row: JobRow): JobDraft {
	const draft: Record<string, unknown> = { seq: row.seq };
	for (const { field, column, json } of ALL) {
		// eslint-disable-next-line log360/no-object-table -- columns of this file
		const value = row[column];
		draft[field] = json && value !== null ? (JSON.parse(value as string) as Json) : value;
	}
	return draft as unknown as JobDraft;
}

/** What leaves the queue: a draft without its private parts. */
export function fromDraft(draft: JobDraft): JobRecord {
	const { seq: _seq, mark: _mark, ...record } = draft;
	return record;
}

/** The row as the record that callers see. */
export function toRecord(row: JobRow): JobRecord {
	return fromDraft(toDraft(row));
}
