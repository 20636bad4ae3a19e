/** Intents of batches: written before the events are stored elsewhere, ended in the transaction that decides their alerts. */
import { decodeIds, encodeIds } from '../../../jobs';
import {
	type AppendResult,
	IdempotencyConflictError,
	type PartMark,
	REMEMBERED_MS,
} from '../../../logs/store';
import type { PostgresDatabase } from '../data/database';
import type { Sql } from '../data/driver';

/** Names the hold of one server on one batch; what lost its hold is refused. */
export interface IntentRef {
	readonly id: number;
	readonly run: number;
	readonly instance: string;
}

/** A batch that is being stored. */
export interface Intent {
	readonly ref: IntentRef;
	/** The ids of its events, fixed from now on: whoever stores them again stores nothing twice. */
	readonly ids: Float64Array;
	/** What its sender may send again; null for a batch without a key. */
	readonly mark: PartMark | null;
}

/** A batch to begin; times in epoch ms. */
export interface NewIntent {
	readonly instance: string;
	readonly now: number;
	readonly leaseUntil: number;
	readonly ids: Float64Array;
	readonly mark?: PartMark | undefined;
}

/** Another server is storing the same part at this moment, or this one lost its hold on a batch. */
export class IntentHeldError extends Error {
	readonly code = 'INGEST_HELD';

	constructor(reason: string) {
		super(`The batch is being stored by another server: ${reason}`);
		this.name = 'IntentHeldError';
	}
}

/** Batches under way, of all servers. */
export class IngestIntents {
	/** @param database with {@link INGEST_LAYOUT} */
	constructor(private readonly database: PostgresDatabase) {}

	/**
	 * Writes down that a batch is about to be stored, or tells what became of its part before. A part whose server left
	 * it behind is taken over, with the ids that it was given then.
	 *
	 * @throws IdempotencyConflictError when the part had other lines before
	 * @throws IntentHeldError while another server is storing the part
	 */
	begin(batch: NewIntent): Promise<{ readonly intent: Intent } | { readonly done: AppendResult }> {
		return this.database.transaction(async (sql) => {
			for (;;) {
				const known = batch.mark && (await findPart(sql, batch.mark));
				if (known !== undefined) return { done: known };
				const open = batch.mark && (await this.resume(sql, batch, batch.mark));
				if (open !== undefined) return { intent: open };
				const { ids, instance, leaseUntil, mark } = batch;
				const stored = await sql.one<{ id: number }>(
					`INSERT INTO ingest_intent (key, part, digest, at, count, ids, holder, run, lease)
					VALUES (:key, :part, :digest, :at, :count, :ids, :instance, 1, :leaseUntil)
					ON CONFLICT (key, part) WHERE key IS NOT NULL DO NOTHING RETURNING id`,
					{
						...{ key: null, part: null, digest: null, at: null, ...mark },
						...{ count: ids.length, ids: encodeIds(ids), instance, leaseUntil },
					},
				);
				if (stored === undefined) continue;
				// Another server may have ended the part between the two looks, which took away its intent and let this one in.
				const late = mark && (await findPart(sql, mark));
				if (late !== undefined) {
					await sql.run('DELETE FROM ingest_intent WHERE id = $1', [stored.id]);
					return { done: late };
				}
				return { intent: { ref: { id: stored.id, run: 1, instance }, ids, mark: mark ?? null } };
			}
		});
	}

	/** Extends the hold. @returns false when it is lost */
	async renew({ id, run, instance }: IntentRef, leaseUntil: number): Promise<boolean> {
		return this.database.transaction(async (sql) => {
			const changed = await sql.run(
				'UPDATE ingest_intent SET lease = $4 WHERE id = $1 AND run = $2 AND holder = $3',
				[id, run, instance, leaseUntil],
			);
			return changed > 0;
		});
	}

	/**
	 * Ends a batch whose events are stored: `decide` writes what follows of them, in the same transaction, once.
	 *
	 * @throws IntentHeldError when another server has taken the batch over; nothing is written then
	 */
	end<T>(
		{ ref, mark }: Pick<Intent, 'ref' | 'mark'>,
		result: AppendResult,
		decide: (sql: Sql) => Promise<T>,
	): Promise<T> {
		return this.database.transaction(async (sql) => {
			const held = await sql.run(
				'DELETE FROM ingest_intent WHERE id = $1 AND run = $2 AND holder = $3',
				[ref.id, ref.run, ref.instance],
			);
			if (held === 0) throw new IntentHeldError(`run ${ref.run} of batch ${ref.id} lost its hold`);
			if (mark !== null) {
				await sql.run(
					`INSERT INTO ingest_part (key, part, digest, stored, dropped, at)
					VALUES (:key, :part, :digest, :stored, :dropped, :at)`,
					{ ...mark, ...result },
				);
			}
			return decide(sql);
		});
	}

	/**
	 * Forgets a batch that was taken over and of which events are missing: its sender was not answered. What is there of
	 * it has to be removed before, so that it is stored whole when it is sent again, or not at all.
	 *
	 * @throws IntentHeldError when another server has taken it over
	 */
	async drop({ id, run, instance }: IntentRef): Promise<void> {
		await this.database.transaction(async (sql) => {
			const held = await sql.run(
				'DELETE FROM ingest_intent WHERE id = $1 AND run = $2 AND holder = $3',
				[id, run, instance],
			);
			if (held === 0) throw new IntentHeldError(`run ${run} of batch ${id} lost its hold`);
		});
	}

	/** Takes over at most `limit` batches whose servers left them behind, the oldest first. */
	takeOver(request: {
		readonly instance: string;
		readonly now: number;
		readonly leaseUntil: number;
		readonly limit: number;
	}): Promise<Intent[]> {
		const { instance, now, leaseUntil, limit } = request;
		return this.database.transaction(async (sql) => {
			const rows = await sql.all<Row>(
				`UPDATE ingest_intent SET holder = $1, run = run + 1, lease = $2 WHERE id IN (
					SELECT id FROM ingest_intent WHERE lease <= $3 ORDER BY id LIMIT $4 FOR UPDATE SKIP LOCKED)
				RETURNING *`,
				[instance, leaseUntil, now, limit],
			);
			return rows.sort((one, other) => one.id - other.id).map(toIntent);
		});
	}

	/** How many batches are under way, and when the first of them has to be taken over. */
	async open(): Promise<{ readonly batches: number; readonly nextLease: number | null }> {
		const row = await this.database.read((sql) =>
			sql.one<{ batches: number; lease: number | null }>(
				'SELECT count(*) AS batches, min(lease) AS lease FROM ingest_intent',
			),
		);
		return { batches: row?.batches ?? 0, nextLease: row?.lease ?? null };
	}

	/** The open intent of the same part, taken over when its server left it behind. */
	private async resume(
		sql: Sql,
		{ instance, now, leaseUntil }: NewIntent,
		mark: PartMark,
	): Promise<Intent | undefined> {
		const row = await sql.one<Row>(
			'SELECT * FROM ingest_intent WHERE key = $1 AND part = $2 FOR UPDATE',
			[mark.key, mark.part],
		);
		if (row === undefined) return undefined;
		if (row.digest !== mark.digest) throw new IdempotencyConflictError();
		if (row.lease > now) throw new IntentHeldError(`until ${row.lease}`);
		const taken = await sql.one<Row>(
			'UPDATE ingest_intent SET holder = $2, run = run + 1, lease = $3 WHERE id = $1 RETURNING *',
			[row.id, instance, leaseUntil],
		);
		return taken && toIntent(taken);
	}
}

interface Row {
	readonly id: number;
	readonly key: string | null;
	readonly part: number;
	readonly digest: string;
	readonly at: number;
	readonly count: number;
	readonly ids: Uint8Array;
	readonly holder: string;
	readonly run: number;
	readonly lease: number;
}

function toIntent({ id, run, holder, ids, count, key, part, digest, at }: Row): Intent {
	return {
		ref: { id, run, instance: holder },
		ids: decodeIds(ids, count),
		mark: key === null ? null : { key, part, digest, at },
	};
}

async function findPart(sql: Sql, mark: PartMark): Promise<AppendResult | undefined> {
	await sql.run('DELETE FROM ingest_part WHERE at <= $1', [mark.at - REMEMBERED_MS]);
	const known = await sql.one<AppendResult & { digest: string }>(
		'SELECT digest, stored, dropped FROM ingest_part WHERE key = $1 AND part = $2',
		[mark.key, mark.part],
	);
	if (known === undefined) return undefined;
	if (known.digest !== mark.digest) throw new IdempotencyConflictError();
	return { stored: known.stored, dropped: known.dropped };
}
