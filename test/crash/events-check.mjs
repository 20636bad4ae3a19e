/** What must hold in a database of events, whatever happened to the process that wrote it. */
import { DatabaseSync } from 'node:sqlite';

import storeDoor from '../../server/dist/logs/store/index.js';
import termsDoor from '../../server/dist/logs/terms/index.js';
import columnModule from '../../server/dist/storage/sqlite/events/columns/table.js';
import documentModule from '../../server/dist/storage/sqlite/events/documents/packed-documents.js';
import readerModule from '../../server/dist/storage/sqlite/events/reader.js';
import periodModule from '../../server/dist/storage/sqlite/events/tallies/periods.js';
import wordModule from '../../server/dist/storage/sqlite/events/words/search.js';
import { eventAt, isDoomed } from './event-load.mjs';

const { dictionaryOf, PackedDocuments } = documentModule;
const { EventReader } = readerModule;
const { BlockTable } = columnModule;
const { hourOf } = periodModule;
const { documentOf } = storeDoor;
const { termsOf } = termsDoor;
const { plainWords } = wordModule;

/** What is searched, and whether an event is found by it, by its number. */
const SEARCHES = [
	['*', () => true],
	['HOSTNAME = host3', (n) => n % 9 === 3],
	['MESSAGE = *ser17*', (n) => n % 50 === 17],
	['LOGTYPE = Unix AND NOT HOSTNAME = host1', (n) => n % 9 !== 1],
	['HOSTNAME = host5 OR NOT LOGTYPE = Unix', (n) => n % 9 === 5],
];
const ALL = { from: 0, to: 4e12 };
/** The layout from which on readers of today can search a file. */
const TODAY = 13;

/** Documents and words by number of the event: a check would make them anew otherwise. */
const made = new Map();
function expected(n) {
	let one = made.get(n);
	if (one === undefined) {
		const event = eventAt(n);
		const words = termsOf(event.fields)
			.split(' ')
			.flatMap((term) => (term.startsWith('~') ? [term.slice(1)] : []));
		made.set(n, (one = { doc: documentOf(event), words }));
	}
	return one;
}

/**
 * Reads every document, of both formats, and compares it with what the event's number says; compares totals and groups with
 * that plain scan.
 *
 * @param whole numbers that must be there
 * @param open first number and count of a batch that was not acknowledged: there as a whole or not at all
 * @returns what is wrong, as sentences, how many documents are plain and compressed, and the numbers that are there
 */
export function checkEvents(file, whole, open) {
	const db = new DatabaseSync(file);
	try {
		const problems = db
			.prepare('PRAGMA integrity_check')
			.all()
			.map((row) => row.integrity_check)
			.filter((line) => line !== 'ok');
		const layout = Number(db.prepare('PRAGMA user_version').get().user_version);
		const found = layout < 8 ? readOld(db) : readBoth(db, problems);
		for (const [n, times] of found.numbers)
			if (times !== 1) problems.push(`event ${n} is there ${times} times`);
		for (const n of whole) if (!found.numbers.has(n)) problems.push(`event ${n} is lost`);
		const [from, count] = open ?? [0, 0];
		// What goes may be gone in part.
		const there = isDoomed(from)
			? []
			: Array.from({ length: count }, (_, n) => found.numbers.has(from + n));
		if (there.includes(true) && there.includes(false))
			problems.push(`a part of the batch from ${from} is there`);
		problems.push(...found.wrong);
		const indexed = db
			.prepare(`SELECT count(*) AS n FROM event_fts WHERE event_fts MATCH '"@"'`)
			.get().n;
		if (indexed !== found.rows) problems.push(`${indexed} events are indexed of ${found.rows}`);
		problems.push(...unlistedWords(db, found.numbers.keys()));
		if (layout >= TODAY) {
			problems.push(...wrongTotals(file, [...found.numbers.keys()]));
			problems.push(...wrongBlocks(db));
		}
		return {
			problems,
			plain: found.rows - found.packed,
			packed: found.packed,
			numbers: found.numbers,
			isSearched: layout >= TODAY,
		};
	} finally {
		db.close();
	}
}

/** Totals and groups that differ from those of a plain scan. */
function wrongTotals(file, numbers) {
	const problems = [];
	const reader = new EventReader(file);
	try {
		for (const [query, isFound] of SEARCHES) {
			const hits = numbers.filter(isFound);
			const { total } = reader.search({ ...ALL, query, limit: 1, form: 'server', withTotal: true });
			if (total !== hits.length) problems.push(`${query} finds ${total} events of ${hits.length}`);
			const groups = new Map();
			for (const n of hits) groups.set(`host${n % 9}`, (groups.get(`host${n % 9}`) ?? 0) + 1);
			const answer = aggregate(reader, { ...ALL, query, groupBy: ['HOSTNAME'], limit: 20 });
			const counted = Object.fromEntries(answer.groups.map((one) => [one.values[0], one.count]));
			for (const [host, count] of groups)
				if (counted[host] !== count)
					problems.push(`${query} counts ${counted[host]} events of ${host}, which has ${count}`);
			if (answer.total !== hits.length || answer.groups.length !== groups.size)
				problems.push(`${query} counts ${answer.total} events of ${hits.length}`);
		}
	} finally {
		reader.close();
	}
	return problems;
}

/** Events that stand in no block of columns or in two, and blocks that have events which are gone, but for hours that do not count. */
function wrongBlocks(db) {
	const open = new Set(
		db
			.prepare('SELECT hour FROM column_open')
			.all()
			.map(({ hour }) => hour),
	);
	const left = new Set();
	for (const { id } of db.prepare('SELECT id FROM event').iterate())
		if (!open.has(hourOf(id))) left.add(id);
	const problems = [];
	const table = new BlockTable(db, 0);
	for (const row of table.blocks({ low: 0, high: Number.MAX_SAFE_INTEGER }))
		for (const id of table.open(row).ids)
			if (!open.has(hourOf(id)) && !left.delete(id))
				problems.push(`block ${row.id} has event ${id}, which is gone or in another one, too`);
	for (const id of left) problems.push(`event ${id} is in no block of columns`);
	return problems.slice(0, 5);
}

function aggregate(reader, request) {
	const number = reader.openAggregate(request);
	for (;;) {
		const { result } = reader.nextOfAggregate(number, 1_000);
		if (result !== undefined) return result;
	}
}

/** Words of events that no list has, once the lists are said to be whole. */
function unlistedWords(db, numbers) {
	const backlog = db.prepare("SELECT name FROM sqlite_master WHERE name = 'word_backlog'").get();
	if (backlog === undefined) return [];
	if (db.prepare('SELECT next FROM word_backlog').get().next !== null) return [];
	const listed = new Set();
	for (const { words, length } of db.prepare('SELECT words, length FROM word_list').all())
		for (const line of plainWords(words, length).toString('utf8').split('\n'))
			listed.add(line.replace('\u0001', ''));
	const unlisted = new Set();
	for (const n of numbers)
		for (const word of expected(n).words) if (!listed.has(word)) unlisted.add(word);
	return [...unlisted].map((word) => `the word ${word} is in no list`);
}

function readOld(db) {
	const found = { numbers: new Map(), wrong: [], rows: 0, packed: 0 };
	for (const { doc } of db.prepare('SELECT doc FROM event').iterate()) add(found, doc);
	return found;
}

function readBoth(db, problems) {
	const found = { numbers: new Map(), wrong: [], rows: 0, packed: 0 };
	const documents = new PackedDocuments(db);
	const needed = new Map();
	for (const row of db.prepare('SELECT id, doc, packed FROM event').iterate()) {
		try {
			add(found, documents.text(row));
		} catch (error) {
			problems.push(`document ${row.id}: ${error.message}`);
		}
		if (row.packed === null) continue;
		found.packed++;
		const id = dictionaryOf(row.packed);
		needed.set(id, (needed.get(id) ?? 0) + 1);
	}
	documents.close();
	for (const { id, events } of db.prepare('SELECT id, events FROM document_dictionary').all())
		if (events !== (needed.get(id) ?? 0))
			problems.push(`dictionary ${id} counts ${events} events, ${needed.get(id)} need it`);
	return found;
}

function add(found, doc) {
	found.rows++;
	const n = Number(/"RECORDNUMBER":(\d+)/.exec(doc)?.[1]);
	found.numbers.set(n, (found.numbers.get(n) ?? 0) + 1);
	if (doc !== expected(n).doc && found.wrong.length < 5)
		found.wrong.push(`event ${n} is ${doc.slice(0, 200)}`);
}
