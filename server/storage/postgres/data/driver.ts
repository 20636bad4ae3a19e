/** The PostgreSQL client: loaded when it is first used, because the arrangement of one machine does without it. */
import type { PoolClient, PoolConfig, Pool } from 'pg';

const INT8 = 20;
/** Replacement for the one character that PostgreSQL's text cannot hold. */
const NO_NUL = '\uFFFD';

/** A connection could not be made, or broke off: whether what was under way has happened is not known. */
export class PostgresUnavailableError extends Error {
	readonly code = 'STORE_UNAVAILABLE';

	constructor(cause: Error) {
		super(`PostgreSQL cannot be reached: ${cause.message}`, { cause });
		this.name = 'PostgresUnavailableError';
	}
}

/**
 * Makes a pool.
 *
 * @throws Error when the package `pg` is not installed
 */
export function makePool(config: PoolConfig): Pool {
	let driver: typeof import('pg');
	try {
		driver = require('pg') as typeof import('pg');
	} catch (error) {
		throw new Error('PostgreSQL needs the package "pg" beside log360-server: npm install pg@8', {
			cause: error,
		});
	}
	const types = new driver.TypeOverrides();
	// Ids and times of this server stay below 2^53; a number beyond must not pass as another one.
	types.setTypeParser(INT8, (text) => {
		const value = Number(text);
		if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large for a number`);
		return value;
	});
	const pool = new driver.Pool({ ...config, types });
	// A resting connection that breaks is replaced at its next use, which tells if that fails.
	pool.on('error', () => undefined);
	return pool;
}

/** One connection, within a transaction. */
export interface Sql {
	/** All rows. */
	all<R>(text: string, values?: Values): Promise<R[]>;
	/** The first row. */
	one<R>(text: string, values?: Values): Promise<R | undefined>;
	/** Runs a statement; answers how many rows it changed. */
	run(text: string, values?: Values): Promise<number>;
}

/** Values of a statement: an array for `$1`, `$2`, …, an object for `:name`. */
export type Values = readonly unknown[] | Readonly<Record<string, unknown>>;

/** Speaks to one connection. */
export function sqlOf(client: PoolClient): Sql {
	const query = async (text: string, values: Values = []) => {
		const [numbered, list] = Array.isArray(values)
			? [text, values as readonly unknown[]]
			: numberNames(text, values as Readonly<Record<string, unknown>>);
		try {
			return await client.query(numbered, list.map(storable));
		} catch (error) {
			throw told(error as Error);
		}
	};
	return {
		all: async <R>(text: string, values?: Values) => (await query(text, values)).rows as R[],
		one: async <R>(text: string, values?: Values) =>
			(await query(text, values)).rows[0] as R | undefined,
		run: async (text, values) => (await query(text, values)).rowCount ?? 0,
	};
}

/** `:name` as `$1`; `::type` is a cast. */
function numberNames(
	text: string,
	values: Readonly<Record<string, unknown>>,
): [string, readonly unknown[]] {
	const list: unknown[] = [];
	const places = new Map<string, number>();
	const numbered = text.replace(/(?<![:\w]):([a-z]\w*)/gi, (_, name: string) => {
		if (!Object.hasOwn(values, name)) throw new Error(`The statement has no value for :${name}`);
		else if (!places.has(name)) places.set(name, list.push(values[name]));
		return `$${places.get(name)}`;
	});
	return [numbered, list];
}

function storable(value: unknown): unknown {
	if (typeof value === 'string')
		return value.includes('\0') ? value.replaceAll('\0', NO_NUL) : value;
	// pg takes Buffers as bytes, other byte arrays too; a view of one is copied by neither.
	return value instanceof Uint8Array && !Buffer.isBuffer(value)
		? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
		: value;
}

/** SQLSTATE classes and codes of a server that goes, and of Node's sockets; see appendix A of PostgreSQL's manual. */
const UNAVAILABLE =
	/^(?:08...|57P0[1-5]|53[0-9A-Z]{3}|ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)$/;
const BROKEN_OFF =
	/^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/;

/** The error as callers hear of it: when the engine cannot be reached, a {@link PostgresUnavailableError}. */
export function told(error: Error): Error {
	if (error instanceof PostgresUnavailableError) return error;
	const { code } = error as { code?: unknown };
	const away =
		(typeof code === 'string' && UNAVAILABLE.test(code)) || BROKEN_OFF.test(error.message);
	return away ? new PostgresUnavailableError(error) : error;
}
