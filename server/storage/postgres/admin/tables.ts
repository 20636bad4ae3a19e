/** The rows of administrators and of the audit log in PostgreSQL; callers bring the transaction. */
import type {
	Account,
	AuditCategory,
	AuditDetails,
	AuditEntry,
	AuditQuery,
	StoredAuditEntry,
} from '../../../access/admin';
import type { Sql } from '../data/driver';

/** The tables. */
export const ADMIN = `
CREATE TABLE account (
	name text COLLATE "C" PRIMARY KEY,
	password text NOT NULL,
	changed_at bigint NOT NULL
);
CREATE TABLE audit (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	category text COLLATE "C" NOT NULL,
	time bigint NOT NULL,
	event text COLLATE "C" NOT NULL,
	doc text NOT NULL
);
CREATE INDEX audit_category ON audit (category, id);
CREATE INDEX audit_event ON audit (event, id);
`;

/** The account of that name, or undefined. */
export function account(sql: Sql, name: string): Promise<Account | undefined> {
	return sql.one<Account>(
		'SELECT name, password, changed_at AS "changedAt" FROM account WHERE name = $1',
		[name],
	);
}

/** Creates the account or replaces its password. */
export async function saveAccount(sql: Sql, saved: Account): Promise<void> {
	await sql.run(
		`INSERT INTO account (name, password, changed_at) VALUES (:name, :password, :changedAt)
		ON CONFLICT (name) DO UPDATE SET password = excluded.password, changed_at = excluded.changed_at`,
		{ ...saved },
	);
}

/** Appends entries and drops the oldest, so that each category keeps at most `keep`. */
export async function appendAudit(
	sql: Sql,
	entries: readonly AuditEntry[],
	keep: number,
): Promise<void> {
	await sql.run(
		`INSERT INTO audit (category, time, event, doc)
		SELECT category, time, event, doc FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[])
			WITH ORDINALITY AS given(category, time, event, doc, place) ORDER BY place`,
		[
			...[entries.map((entry) => entry.category), entries.map((entry) => entry.time)],
			...[entries.map((entry) => entry.event)],
			entries.map((entry) => JSON.stringify(entry.details)),
		],
	);
	for (const category of new Set(entries.map((entry) => entry.category))) {
		await sql.run(
			`DELETE FROM audit WHERE category = $1 AND id <= (
				SELECT id FROM audit WHERE category = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)`,
			[category, keep],
		);
	}
}

/** Lists entries, newest first. */
export async function listAudit(
	sql: Sql,
	{ limit, before, event, category }: AuditQuery,
): Promise<StoredAuditEntry[]> {
	const rows = await sql.all<{
		id: number;
		category: AuditCategory;
		time: number;
		event: string;
		doc: string;
	}>(
		`SELECT * FROM audit WHERE true
			${before === undefined ? '' : 'AND id < :before'}
			${event === undefined ? '' : 'AND event = :event'}
			${category === undefined ? '' : 'AND category = :category'}
		ORDER BY id DESC LIMIT :limit`,
		{ limit, before, event, category },
	);
	return rows.map(({ doc, ...entry }) => ({ ...entry, details: JSON.parse(doc) as AuditDetails }));
}
