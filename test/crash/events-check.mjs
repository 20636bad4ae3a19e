/** What must hold in a database of events, whatever happened to the process that wrote it. */
import { createRequire } from 'node:module';
import { DatabaseSync } from 'node:sqlite';

import { eventAt } from './event-load.mjs';

const require = createRequire(new URL('../../server/dist/main.js', import.meta.url));
const {
	dictionaryOf,
	PackedDocuments,
} = require('./storage/sqlite/events/documents/packed-documents.js');
const { documentOf } = require('./logs/store/store.js');
const { termsOf } = require('./logs/terms/terms.js');
const { plainWords } = require('./storage/sqlite/events/words/search.js');

/**
 * Reads every document, of both formats, and compares it with what the event's number says.
 *
 * @param whole numbers that must be there
 * @param open first number and count of a batch that was not acknowledged: there as a whole or not at all
 * @returns what is wrong, as sentences, and how many documents are plain and compressed
 */
export function checkEvents(file, whole, open) {
	const db = new DatabaseSync(file);
	try {
		const problems = db
			.prepare('PRAGMA integrity_check')
			.all()
			.map((row) => row.integrity_check)
			.filter((line) => line !== 'ok');
		const isOld = Number(db.prepare('PRAGMA user_version').get().user_version) < 8;
		const found = isOld ? readOld(db) : readBoth(db, problems);
		for (const [n, times] of found.numbers)
			if (times !== 1) problems.push(`event ${n} is there ${times} times`);
		for (const n of whole) if (!found.numbers.has(n)) problems.push(`event ${n} is lost`);
		const [from, count] = open ?? [0, 0];
		const there = Array.from({ length: count }, (_, n) => found.numbers.has(from + n));
		if (there.includes(true) && there.includes(false))
			problems.push(`a part of the batch from ${from} is there`);
		problems.push(...found.wrong);
		const indexed = db
			.prepare(`SELECT count(*) AS n FROM event_fts WHERE event_fts MATCH '"@"'`)
			.get().n;
		if (indexed !== found.rows) problems.push(`${indexed} events are indexed of ${found.rows}`);
		if (!isOld) problems.push(...unlistedWords(db, found.numbers.keys()));
		return { problems, plain: found.rows - found.packed, packed: found.packed };
	} finally {
		db.close();
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
		for (const term of termsOf(eventAt(n).fields).split(' '))
			if (term.startsWith('~') && !listed.has(term.slice(1))) unlisted.add(term.slice(1));
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
	const n = JSON.parse(doc).RECORDNUMBER;
	found.numbers.set(n, (found.numbers.get(n) ?? 0) + 1);
	if (doc !== documentOf(eventAt(n)) && found.wrong.length < 5)
		found.wrong.push(`event ${n} is ${doc.slice(0, 200)}`);
}
