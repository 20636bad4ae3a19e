/** Files that jobs have made, in PostgreSQL, so that every server can answer for them: written in pieces, there when the last one is. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { JobFileStore, StoredFile } from '../../../jobs';
import type { PostgresDatabase } from '../data/database';
import type { Layout } from '../data/layout';

/** A run writes pieces under a number of its own; the file is the pieces of the run that came to its end. */
const TABLES = `
CREATE SEQUENCE job_file_content;
CREATE TABLE job_file (
	id text COLLATE "C" PRIMARY KEY,
	content bigint NOT NULL,
	size bigint NOT NULL
);
CREATE TABLE job_file_piece (
	content bigint NOT NULL,
	piece integer NOT NULL,
	bytes bytea NOT NULL,
	at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (content, piece)
);
`;

/** The tables. */
export const JOB_FILE_LAYOUT: Layout = { part: 'job files', steps: [TABLES] };

/** Bytes of a row. */
const PIECE_BYTES = 256 * 1024;
/** Pieces without a file that nobody has added to for so long are of a server that died. */
const ABANDONED = '1 day';

/** The files of one schema. */
export class PostgresJobFiles implements JobFileStore {
	/** @param database with {@link JOB_FILE_LAYOUT} */
	constructor(private readonly database: PostgresDatabase) {}

	async write(
		id: string,
		content: AsyncIterable<Uint8Array | string>,
		signal: AbortSignal,
	): Promise<StoredFile> {
		const hash = createHash('sha256');
		let size = 0;
		const number = await this.nextContent();
		try {
			let pieces = 0;
			for await (const bytes of inPieces(content)) {
				signal.throwIfAborted();
				hash.update(bytes);
				size += bytes.length;
				await this.addPiece(number, pieces++, bytes);
			}
			signal.throwIfAborted();
			await this.finish(id, number, size);
		} catch (error) {
			// What cannot be removed now is found by `removeOrphans`.
			await this.removePieces(number).catch(() => undefined);
			throw error;
		}
		return { size, sha256: hash.digest('hex') };
	}

	async read(id: string, expected: Pick<StoredFile, 'size'>): Promise<Readable> {
		const file = await this.database.read((sql) =>
			sql.one<{ content: number; size: number }>(
				'SELECT content, size FROM job_file WHERE id = $1',
				[id],
			),
		);
		if (file === undefined) throw new Error(`There is no file of job ${id}`);
		if (file.size !== expected.size)
			throw new Error(`The file of job ${id} has ${file.size} bytes instead of ${expected.size}`);
		return Readable.from(this.pieces(id, file), { objectMode: false });
	}

	async remove(id: string): Promise<void> {
		await this.removeAll([id]);
	}

	/** May be called while other servers are at work: what they are writing is left alone. */
	async removeOrphans(live: (id: string) => Promise<boolean>): Promise<number> {
		const rows = await this.database.read((sql) =>
			sql.all<{ id: string }>('SELECT id FROM job_file'),
		);
		const kept = await Promise.all(rows.map(({ id }) => live(id)));
		const orphans = rows.flatMap(({ id }, at) => (kept[at] === true ? [] : [id]));
		await this.removeAll(orphans);
		await this.database.transaction((sql) =>
			sql.run(
				`DELETE FROM job_file_piece p WHERE NOT EXISTS (SELECT FROM job_file f WHERE f.content = p.content)
					AND NOT EXISTS (SELECT FROM job_file_piece q WHERE q.content = p.content
						AND q.at > now() - interval '${ABANDONED}')`,
			),
		);
		return orphans.length;
	}

	private async nextContent(): Promise<number> {
		const row = await this.database.transaction((sql) =>
			sql.one<{ number: number }>(`SELECT nextval('job_file_content') AS number`),
		);
		return (row as { number: number }).number;
	}

	private async addPiece(content: number, piece: number, bytes: Uint8Array): Promise<void> {
		await this.database.transaction((sql) =>
			sql.run('INSERT INTO job_file_piece (content, piece, bytes) VALUES ($1, $2, $3)', [
				...[content, piece, bytes],
			]),
		);
	}

	private async finish(id: string, content: number, size: number): Promise<void> {
		await this.database.transaction(async (sql) => {
			await sql.run(
				`DELETE FROM job_file_piece WHERE content IN (SELECT content FROM job_file WHERE id = $1 FOR UPDATE)`,
				[id],
			);
			await sql.run(
				`INSERT INTO job_file (id, content, size) VALUES ($1, $2, $3)
				ON CONFLICT (id) DO UPDATE SET content = excluded.content, size = excluded.size`,
				[id, content, size],
			);
		});
	}

	private async removePieces(content: number): Promise<void> {
		await this.database.transaction((sql) =>
			sql.run('DELETE FROM job_file_piece WHERE content = $1', [content]),
		);
	}

	private async removeAll(ids: readonly string[]): Promise<void> {
		if (ids.length === 0) return;
		await this.database.transaction((sql) =>
			sql.run(
				`WITH gone AS (DELETE FROM job_file WHERE id = ANY($1::text[]) RETURNING content)
				DELETE FROM job_file_piece WHERE content IN (SELECT content FROM gone)`,
				[ids],
			),
		);
	}

	private async *pieces(
		id: string,
		{ content, size }: { readonly content: number; readonly size: number },
	): AsyncGenerator<Uint8Array> {
		let read = 0;
		for (let piece = 0; read < size; piece++) {
			const row = await this.database.read((sql) =>
				sql.one<{ bytes: Uint8Array }>(
					'SELECT bytes FROM job_file_piece WHERE content = $1 AND piece = $2',
					[content, piece],
				),
			);
			if (row === undefined) throw new Error(`The file of job ${id} was removed while it was read`);
			read += row.bytes.length;
			yield row.bytes;
		}
	}
}

/** Regroups a stream into pieces of {@link PIECE_BYTES}, the last one smaller. */
async function* inPieces(content: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
	let waiting: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of content) {
		const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
		waiting.push(bytes);
		length += bytes.length;
		while (length >= PIECE_BYTES) {
			const whole = Buffer.concat(waiting);
			yield whole.subarray(0, PIECE_BYTES);
			waiting = [whole.subarray(PIECE_BYTES)];
			length -= PIECE_BYTES;
		}
	}
	if (length > 0) yield Buffer.concat(waiting);
}
