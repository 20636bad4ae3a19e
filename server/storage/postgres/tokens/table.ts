/** The rows of tokens in PostgreSQL; callers bring the transaction. */
import type { NewSecret, StoredToken, TokenSnapshot } from '../../../access/tokens';
import type { Scope } from '../../../contract';
import type { Sql } from '../data/driver';

/** `seq` is the order of creation; `token_version` counts changes, by whomever. */
export const TOKENS = `
CREATE TABLE token (
	seq bigint GENERATED ALWAYS AS IDENTITY,
	id text COLLATE "C" PRIMARY KEY,
	name text NOT NULL,
	generation text NOT NULL CHECK (generation IN ('v1', 'v2')),
	prefix text NOT NULL,
	hash bytea NOT NULL UNIQUE,
	scopes text NOT NULL,
	expires_at bigint,
	created_at bigint NOT NULL,
	last_used_at bigint,
	regenerated_at bigint,
	revoked_at bigint
);
CREATE TABLE former_secret (
	hash bytea PRIMARY KEY,
	token_id text COLLATE "C" NOT NULL REFERENCES token (id)
);
CREATE TABLE token_version (version bigint NOT NULL);
INSERT INTO token_version VALUES (1);
`;

/** Everything, or undefined when nothing was written since `known`. */
export async function snapshot(sql: Sql, known?: number): Promise<TokenSnapshot | undefined> {
	const counted = await sql.one<{ version: number }>('SELECT version FROM token_version');
	const version = counted?.version ?? 0;
	if (version === known) return undefined;
	const tokens = await sql.all<Row>('SELECT * FROM token ORDER BY created_at, seq');
	const former = await sql.all<{ hash: Uint8Array; token_id: string }>(
		'SELECT hash, token_id FROM former_secret',
	);
	return {
		version,
		tokens: tokens.map(toToken),
		former: former.map(({ hash, token_id }) => ({ hash, tokenId: token_id })),
	};
}

/** Adds a token; when one has or had this secret already, that one stays as it is: no secret comes back. */
export async function insertToken(sql: Sql, token: StoredToken): Promise<StoredToken> {
	const owner = await sql.one<Row>(
		'SELECT t.* FROM former_secret f JOIN token t ON t.id = f.token_id WHERE f.hash = $1',
		[token.hash],
	);
	if (owner !== undefined) return toToken(owner);
	await sql.run(
		`INSERT INTO token (id, name, generation, prefix, hash, scopes, expires_at, created_at, last_used_at,
			regenerated_at, revoked_at)
		VALUES (:id, :name, :generation, :prefix, :hash, :scopes, :expiresAt, :createdAt, :lastUsedAt,
			:regeneratedAt, :revokedAt)
		ON CONFLICT (hash) DO NOTHING`,
		{ ...token, scopes: JSON.stringify(token.scopes) },
	);
	await changed(sql);
	const stored = await sql.one<Row>('SELECT * FROM token WHERE hash = $1', [token.hash]);
	return toToken(stored as Row);
}

/** Gives a token that is not revoked a new secret; undefined when there is no such token. */
export async function replaceSecret(
	sql: Sql,
	id: string,
	secret: NewSecret,
): Promise<StoredToken | undefined> {
	const before = await sql.one<Row>('SELECT * FROM token WHERE id = $1 AND revoked_at IS NULL', [
		id,
	]);
	if (before === undefined) return undefined;
	await sql.run('INSERT INTO former_secret (hash, token_id) VALUES ($1, $2)', [before.hash, id]);
	await sql.run(
		`UPDATE token SET hash = :hash, prefix = :prefix, expires_at = :expiresAt, regenerated_at = :now
		WHERE id = :id`,
		{ id, ...secret },
	);
	await changed(sql);
	return find(sql, id);
}

/** Revokes a token; the first time counts. Undefined when there is no such token. */
export async function revokeToken(
	sql: Sql,
	id: string,
	now: number,
): Promise<StoredToken | undefined> {
	await sql.run('UPDATE token SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL', [now, id]);
	await changed(sql);
	return find(sql, id);
}

/** Records last uses, [id, epoch ms] each; an earlier one never replaces a later one. */
export async function touchTokens(
	sql: Sql,
	uses: readonly (readonly [string, number])[],
): Promise<void> {
	if (uses.length === 0) return;
	await sql.run(
		`UPDATE token SET last_used_at = GREATEST(coalesce(last_used_at, 0), used.time)
		FROM (SELECT id, max(time) AS time FROM unnest($1::text[], $2::bigint[]) AS given(id, time) GROUP BY id) AS used
		WHERE token.id = used.id`,
		[uses.map(([id]) => id), uses.map(([, time]) => time)],
	);
	await changed(sql);
}

async function changed(sql: Sql): Promise<void> {
	await sql.run('UPDATE token_version SET version = version + 1');
}

async function find(sql: Sql, id: string): Promise<StoredToken | undefined> {
	const row = await sql.one<Row>('SELECT * FROM token WHERE id = $1', [id]);
	return row === undefined ? undefined : toToken(row);
}

interface Row extends Pick<StoredToken, 'id' | 'name' | 'generation' | 'prefix' | 'hash'> {
	readonly scopes: string;
	readonly expires_at: number | null;
	readonly created_at: number;
	readonly last_used_at: number | null;
	readonly regenerated_at: number | null;
	readonly revoked_at: number | null;
}

function toToken(row: Row): StoredToken {
	const { id, name, generation, prefix, hash } = row;
	return {
		...{ id, name, generation, prefix, hash },
		scopes: JSON.parse(row.scopes) as Scope[],
		expiresAt: row.expires_at,
		createdAt: row.created_at,
		lastUsedAt: row.last_used_at,
		regeneratedAt: row.regenerated_at,
		revokedAt: row.revoked_at,
	};
}
