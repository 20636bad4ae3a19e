import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { LogAtRest, withLogAtRest } from '../../../../../server/storage/sqlite/data/log-at-rest';
import { open as openIncidents } from '../../../../../server/storage/sqlite/incidents/store-worker';
import { open as openInventory } from '../../../../../server/storage/sqlite/inventory/inventory-worker';
import { open as openJobs } from '../../../../../server/storage/sqlite/jobs/worker';
import type { StoreName } from '../../../../../server/storage/sqlite/threads/protocol';
import { open as openTokens } from '../../../../../server/storage/sqlite/tokens/store-worker';
import { open as openWorkflows } from '../../../../../server/storage/sqlite/workflows/store-worker';
import { tempFolder } from '../../../../support/temp';

const REST = 3_000;
const RETRY = 30_000;

let file: string;
let database: DatabaseSync;
let log: LogAtRest;

beforeEach(() => {
	jest.useFakeTimers();
	file = join(tempFolder(), 'some.db');
	database = new DatabaseSync(file);
	database.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (x BLOB);');
	log = new LogAtRest(database, file);
});
afterEach(() => {
	log.close();
	database.close();
	jest.useRealTimers();
});

const logSize = () => statSync(`${file}-wal`).size;

/** Writes rows of 10 kB, and tells that it did. */
function write(rows: number): void {
	database.exec('BEGIN');
	const insert = database.prepare('INSERT INTO t VALUES (zeroblob(10000))');
	for (let row = 0; row < rows; row++) insert.run();
	database.exec('COMMIT');
	log.goOn();
}

function rowsSeenBy(reader: DatabaseSync): number {
	return reader.prepare('SELECT count(*) AS n FROM t').get()?.['n'] as number;
}

it('empties the log once nothing was written for three seconds, and then does nothing any more', () => {
	write(200);
	expect(logSize()).toBeGreaterThan(2_000_000);
	jest.advanceTimersByTime(2 * REST - 1);
	expect(logSize()).toBeGreaterThan(2_000_000);
	jest.advanceTimersByTime(1);
	expect(logSize()).toBe(0);
	expect(jest.getTimerCount()).toBe(0);
	expect(rowsSeenBy(database)).toBe(200);
});

it('leaves it alone as long as there are changes', () => {
	for (let n = 0; n < 20; n++) {
		write(20);
		jest.advanceTimersByTime(REST - 1);
	}
	expect(logSize()).toBeGreaterThan(2_000_000);
	jest.advanceTimersByTime(2 * REST);
	expect(logSize()).toBe(0);
});

it('leaves a small log, and looks no further', () => {
	write(5);
	jest.advanceTimersByTime(2 * REST);
	expect(logSize()).toBeGreaterThan(50_000);
	expect(jest.getTimerCount()).toBe(0);
});

it('does not wait for a reader, which keeps what it sees, and empties the log after it', () => {
	const reader = new DatabaseSync(file, { readOnly: true });
	write(100);
	reader.exec('BEGIN');
	expect(rowsSeenBy(reader)).toBe(100);
	write(100);
	jest.advanceTimersByTime(2 * REST);
	expect(logSize()).toBeGreaterThan(2_000_000);
	expect(rowsSeenBy(reader)).toBe(100);
	write(1);
	jest.advanceTimersByTime(2 * RETRY);
	expect(logSize()).toBeGreaterThan(2_000_000);
	expect(rowsSeenBy(reader)).toBe(100);
	reader.exec('COMMIT');
	jest.advanceTimersByTime(RETRY);
	expect(logSize()).toBe(0);
	expect(rowsSeenBy(reader)).toBe(201);
	reader.close();
});

it('leaves the connection waiting for locks of others as it did', () => {
	write(200);
	database.exec('PRAGMA busy_timeout = 5000');
	jest.advanceTimersByTime(2 * REST);
	expect(database.prepare('PRAGMA busy_timeout').get()).toEqual({ timeout: 5_000 });
});

it('does nothing once it is closed', () => {
	write(200);
	log.close();
	log.goOn();
	jest.advanceTimersByTime(10 * RETRY);
	expect(logSize()).toBeGreaterThan(2_000_000);
	database.close();
	expect(existsSync(`${file}-wal`)).toBe(false);
	database = new DatabaseSync(file);
});

describe('methods of a store', () => {
	it('look after the log at once, and with each call', () => {
		write(200);
		const methods = withLogAtRest(log, {
			add: (rows: number) => write(rows),
			fail: () => {
				throw new Error('no');
			},
			close: () => 'closed',
		});
		jest.advanceTimersByTime(2 * REST);
		expect(logSize()).toBe(0);
		methods.add(200);
		jest.advanceTimersByTime(2 * REST);
		expect(logSize()).toBe(0);
		expect(methods.fail).toThrow('no');
		expect(jest.getTimerCount()).toBe(1);
		expect(methods.close()).toBe('closed');
		expect(jest.getTimerCount()).toBe(0);
	});

	it('wait with it for a transaction of their own', () => {
		write(200);
		database.exec('BEGIN');
		jest.advanceTimersByTime(2 * REST);
		expect(logSize()).toBeGreaterThan(2_000_000);
		database.exec('COMMIT');
		jest.advanceTimersByTime(RETRY);
		expect(logSize()).toBe(0);
	});
});

const OPEN = {
	tokens: () => openTokens({ file }),
	jobs: () => openJobs({ file }),
	inventory: () => openInventory({ file, demo: false }),
	incidents: () => openIncidents({ file }),
	workflows: () => openWorkflows({ file, key: new Uint8Array(32) }),
} satisfies Record<StoreName, () => { close(): unknown }>;

it.each(Object.entries(OPEN))('that of %s is emptied, too', async (name, open) => {
	file = join(tempFolder(), `${name}.db`);
	const store = open();
	const other = new DatabaseSync(file);
	other.exec('CREATE TABLE other (x BLOB); INSERT INTO other VALUES (zeroblob(2000000))');
	expect(logSize()).toBeGreaterThan(2_000_000);
	jest.advanceTimersByTime(2 * REST);
	expect(logSize()).toBe(0);
	other.close();
	await store.close();
	expect(jest.getTimerCount()).toBe(0);
});
