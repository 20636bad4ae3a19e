/** The rows of tokens; synchronous, so it lives in a worker thread. */
import type { Generation, NewSecret, StoredToken, TokenSnapshot } from '../../../access/tokens';
import type { Scope } from '../../../contract';
import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';

/** Reads and writes tokens. */
export class TokenTable {
	private readonly dataVersion: StatementSync;
	private readonly selectAll: StatementSync;
	private readonly selectOne: StatementSync;
	private readonly insertRow: StatementSync;

	constructor(private readonly database: DatabaseSync) {
		this.dataVersion = database.prepare('PRAGMA data_version');
		this.selectAll = database.prepare('SELECT * FROM token ORDER BY created_at, rowid');
		this.selectOne = database.prepare('SELECT * FROM token WHERE id = ?');
		this.insertRow = database.prepare(`
			INSERT INTO token (id, name, generation, prefix, hash, scopes, expires_at, created_at, last_used_at,
				regenerated_at, revoked_at)
			VALUES (:id, :name, :generation, :prefix, :hash, :scopes, :expiresAt, :createdAt, :lastUsedAt,
				:regeneratedAt, :revokedAt)
			ON CONFLICT (hash) DO NOTHING
		`);
	}

	/** Everything, or undefined when nothing was written by others since `known`. */
	snapshot(known?: number): TokenSnapshot | undefined {
		// The version is read first: a write that falls between the two reads is then seen once more, not missed.
		const version = Number(this.dataVersion.get()?.['data_version']);
		if (version === known) return undefined;
		const former = this.database.prepare('SELECT hash, token_id FROM former_secret').all();
		return {
			version,
			tokens: this.selectAll.all().map(toToken),
			former: former.map((row) => ({
				hash: row['hash'] as Uint8Array,
				tokenId: row['token_id'] as string,
			})),
		};
	}

	/** Adds a token; when one has or had this secret already, that one stays as it is: no secret comes back. */
	insert(token: StoredToken): StoredToken {
		const owner = this.database
			.prepare('SELECT t.* FROM former_secret f JOIN token t ON t.id = f.token_id WHERE f.hash = ?')
			.get(token.hash);
		if (owner !== undefined) return toToken(owner);
		this.insertRow.run({ ...token, scopes: JSON.stringify(token.scopes) });
		const stored = this.database.prepare('SELECT * FROM token WHERE hash = ?').get(token.hash);
		return toToken(stored as Row);
	}

	/** Gives a token that is not revoked a new secret; undefined when there is no such token. */
	replaceSecret(id: string, secret: NewSecret): StoredToken | undefined {
		this.database.exec('BEGIN IMMEDIATE');
		try {
			const before = this.selectOne.get(id);
			const changed = this.database
				.prepare(
					`UPDATE token SET hash = :hash, prefix = :prefix, expires_at = :expiresAt, regenerated_at = :now
					WHERE id = :id AND revoked_at IS NULL`,
				)
				.run({ id, ...secret });
			if (changed.changes === 1) {
				this.database
					.prepare('INSERT INTO former_secret (hash, token_id) VALUES (?, ?)')
					.run(before?.['hash'] as Uint8Array, id);
			}
			this.database.exec('COMMIT');
			return changed.changes === 1 ? this.find(id) : undefined;
		} catch (error) {
			if (this.database.isTransaction) this.database.exec('ROLLBACK');
			throw error;
		}
	}

	/** Revokes a token; the first time counts. Undefined when there is no such token. */
	revoke(id: string, now: number): StoredToken | undefined {
		this.database
			.prepare('UPDATE token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL')
			.run(now, id);
		return this.find(id);
	}

	/** Records last uses, [id, epoch ms] each; an earlier one never replaces a later one. */
	touch(uses: readonly (readonly [string, number])[]): void {
		const update = this.database.prepare(
			'UPDATE token SET last_used_at = max(coalesce(last_used_at, 0), ?) WHERE id = ?',
		);
		this.database.exec('BEGIN IMMEDIATE');
		try {
			for (const [id, time] of uses) update.run(time, id);
			this.database.exec('COMMIT');
		} catch (error) {
			if (this.database.isTransaction) this.database.exec('ROLLBACK');
			throw error;
		}
	}

	private find(id: string): StoredToken | undefined {
		const row = this.selectOne.get(id);
		return row === undefined ? undefined : toToken(row);
	}
}

type Row = Record<string, SQLOutputValue>;

function toToken(row: Row): StoredToken {
	return {
		id: row['id'] as string,
		name: row['name'] as string,
		generation: row['generation'] as Generation,
		prefix: row['prefix'] as string,
		hash: row['hash'] as Uint8Array,
		scopes: JSON.parse(row['scopes'] as string) as Scope[],
		expiresAt: row['expires_at'] as number | null,
		createdAt: row['created_at'] as number,
		lastUsedAt: row['last_used_at'] as number | null,
		regeneratedAt: row['regenerated_at'] as number | null,
		revokedAt: row['revoked_at'] as number | null,
	};
}
