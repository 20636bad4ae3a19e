/** Buffers that are freed at once. */
import { DatabaseSync } from 'node:sqlite';
import { free, grown } from '../../../../../server/storage/sqlite/events/buffers';

it('frees what SQLite handed over: nothing of it is left to be looked at', () => {
	const database = new DatabaseSync(':memory:');
	const bytes = database.prepare('SELECT zeroblob(100000) AS bytes').get()?.['bytes'] as Uint8Array;
	expect(bytes.length).toBe(100_000);
	free(bytes);
	expect(bytes.length).toBe(0);
	expect((bytes.buffer as ArrayBuffer).detached).toBe(true);
	database.close();
});

it('leaves memory alone that other threads may look at', () => {
	const shared = new Uint8Array(new SharedArrayBuffer(8)).fill(7);
	free(shared);
	expect(shared).toEqual(new Uint8Array(8).fill(7));
});

it('gives numbers more room, and frees the smaller one', () => {
	const few = Float64Array.of(3, 1, 2);
	const many = grown(few, 8);
	expect(many).toEqual(Float64Array.of(3, 1, 2, 0, 0, 0, 0, 0));
	expect(few.length).toBe(0);
});

it('never frees an empty array, which many may begin with', () => {
	const empty = new Float64Array(0);
	expect(grown(empty, 2)).toEqual(new Float64Array(2));
	expect(empty.buffer.detached).toBe(false);
	expect(grown(empty, 4)).toHaveLength(4);
});
