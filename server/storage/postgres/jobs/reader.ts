/** Reads jobs and result pages from a snapshot. */
import type { JobFilter, JobRecord } from '../../../jobs';
import type { Sql } from '../data/driver';
import type { PageRow } from './pages';
import { type JobRow, toRecord } from './rows';

const DEFAULT_LIMIT = 1_000;

/** The job, tombstones included. */
export async function getJob(sql: Sql, id: string): Promise<JobRecord | undefined> {
	const row = await sql.one<JobRow>('SELECT * FROM job WHERE id = $1', [id]);
	return row === undefined ? undefined : toRecord(row);
}

/** See {@link JobQueue.list}. */
export async function listJobs(
	sql: Sql,
	{ now, owner, kinds, states, limit = DEFAULT_LIMIT }: JobFilter,
): Promise<{ total: number; jobs: JobRecord[] }> {
	const from = `FROM job WHERE state <> 'EXPIRED' AND (expires IS NULL OR expires > :now)
		${owner === undefined ? '' : 'AND owner = :owner'}
		${kinds === undefined ? '' : 'AND kind = ANY (:kinds)'}
		${states === undefined ? '' : 'AND state = ANY (:states)'}`;
	const values = { now, owner, kinds, states, limit };
	const rows = await sql.all<JobRow>(`SELECT * ${from} ORDER BY seq DESC LIMIT :limit`, values);
	const count = await sql.one<{ total: number }>(`SELECT count(*) AS total ${from}`, values);
	return { total: count?.total ?? 0, jobs: rows.map(toRecord) };
}

/** See {@link JobQueue.page}. */
export async function readJobPage(
	sql: Sql,
	id: string,
	page: number,
): Promise<{ job: JobRecord; page: PageRow | undefined } | undefined> {
	const row = await sql.one<JobRow>('SELECT * FROM job WHERE id = $1', [id]);
	if (row === undefined) return undefined;
	const found = await sql.one<PageRow>(
		'SELECT count, ids FROM job_page WHERE job = $1 AND page = $2',
		[row.seq, page],
	);
	return { job: toRecord(row), page: found };
}
