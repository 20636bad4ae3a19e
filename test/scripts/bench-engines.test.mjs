/** The comparison with other engines: each is asked the same in its own language, in turn, and the table says how they compare. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { freePorts } from '../../scripts/n8n/ports.mjs';
import {
	clickHouseCondition,
	CONDITIONS,
	log360Query,
	logsQl,
	openSearchClause,
} from '../bench/engines/conditions.mts';
import { Field } from '../bench/engines/field.mts';
import { inTurn, sendAll } from '../bench/engines/measure.mts';
import { startProcess } from '../bench/engines/process.mts';
import { figureTable, milliseconds, queryTable, table } from '../bench/engines/report.mts';
import { disconnect, send } from '../bench/support/send.mts';

const streams = new Set(['LOGTYPE']);
const numbers = new Set(['EVENTID', 'BYTES']);
const inSql = (condition) => clickHouseCondition(condition, numbers, ['MESSAGE', 'COMMAND']);

test('the searches of the table are these, in the server’s own language', () => {
	assert.deepEqual(CONDITIONS.map(log360Query), [
		'*',
		'LOGTYPE = Windows',
		'USERNAME = root',
		'EVENTID = 4625 AND RESULT = failure',
		'MESSAGE = *owershe*',
		'USERAGENT = *googlebot*',
		'TARGETLOGONID = *775c*',
		'REMOTEIP = 203.0.113.0/24',
		'STATUS >= 500',
		'BYTES >= 500000',
		'MESSAGE = "Failed password"',
		'powershell.exe',
	]);
});

test('and in LogsQL', () => {
	assert.deepEqual(
		CONDITIONS.map((condition) => logsQl(condition, streams)),
		[
			'*',
			'{LOGTYPE="Windows"}',
			'USERNAME:="root"',
			'EVENTID:="4625" RESULT:="failure"',
			'_msg:*"owershe"*',
			'USERAGENT:*"Googlebot"*',
			'TARGETLOGONID:*"775c"*',
			'REMOTEIP:ipv4_range("203.0.113.0/24")',
			'STATUS:>=500',
			'BYTES:>=500000',
			'_msg:"Failed password"',
			'*:"powershell.exe"',
		],
	);
});

test('and in SQL, numbers as numbers and texts quoted', () => {
	assert.deepEqual(CONDITIONS.slice(0, 4).map(inSql), [
		'1',
		"LOGTYPE = 'Windows'",
		"USERNAME = 'root'",
		"EVENTID = 4625 AND RESULT = 'failure'",
	]);
	assert.deepEqual(CONDITIONS.slice(8).map(inSql), [
		'toFloat64OrNull(STATUS) >= 500',
		'BYTES >= 500000',
		"hasAllTokens(MESSAGE, 'Failed password') AND MESSAGE LIKE '%Failed password%'",
		"(MESSAGE LIKE '%powershell.exe%' OR COMMAND LIKE '%powershell.exe%')",
	]);
	assert.equal(inSql({ kind: 'value', field: 'NAME', value: "O'Neil\\" }), "NAME = 'O\\'Neil\\\\'");
});

test('and as clauses of OpenSearch', () => {
	assert.deepEqual(openSearchClause(CONDITIONS[3]), {
		bool: { filter: [{ term: { EVENTID: 4625 } }, { term: { RESULT: 'failure' } }] },
	});
	assert.deepEqual(openSearchClause(CONDITIONS[7]), {
		term: { 'REMOTEIP.address': '203.0.113.0/24' },
	});
	assert.deepEqual(openSearchClause(CONDITIONS[8]), { range: { 'STATUS.number': { gte: 500 } } });
	assert.deepEqual(openSearchClause(CONDITIONS[10]), {
		match_phrase: { MESSAGE: 'Failed password' },
	});
});

test('engines are asked once unmeasured, then in turn and in reverse', async () => {
	const asked = [];
	const engine = (id) => ({ id, processorTime: () => asked.filter((each) => each === id).length });
	const engines = ['one', 'other'].map((id) => [id, engine(id)]);
	const costs = await inTurn(new Field(engines), async ({ id }) => {
		asked.push(id);
		return () => `answer of ${id}`;
	});
	assert.equal(asked.slice(0, 3).join(), 'one,other,one');
	const turns = asked.slice(2).filter((id, place, all) => id !== all[place - 1]);
	assert.deepEqual(turns, ['one', 'other', 'one']);
	assert.equal(costs.get('other').answer, 'answer of other');
	assert.equal(costs.get('one').processor, 1);
});

test('every batch is sent once, no more of them at a time than there are senders', async () => {
	const batches = Array.from({ length: 20 }, (_, number) => `batch ${number}`);
	const sent = [];
	let [underWay, most] = [0, 0];
	const engine = {
		async ingest(batch) {
			most = Math.max(most, ++underWay);
			await Promise.resolve();
			sent.push(batch);
			underWay--;
		},
	};
	await sendAll(engine, batches, 3);
	assert.deepEqual(sent.sort(), batches.sort());
	assert.equal(most, 3);
});

test('tables name the quickest other engine, and leave out ratios to nothing', () => {
	const columns = [
		{ id: 'a', name: 'ours' },
		{ id: 'b', name: 'Slow 1.0' },
		{ id: 'c', name: 'Quick 2.0' },
	];
	const costs = new Map([
		['a', { time: 10, processor: 8 }],
		['b', { time: 40, processor: 40 }],
		['c', { time: 25, processor: 0 }],
	]);
	assert.equal(
		queryTable('page', columns, [{ what: '`*`', hits: 1_000_000, costs }]).split('\n')[2],
		'| `*` | 1,000,000 | 10 (8.0) ms | 40 (40) ms | 25 (0.0) ms | 2.50x (0.00x), Quick |',
	);
	const figures = new Map([
		['a', 0],
		['c', 3],
	]);
	assert.equal(
		figureTable(columns, [['bytes', figures, String]]).split('\n')[2],
		'| bytes | 0 |  | 3 (–) |',
	);
	assert.equal(table(['a|b'], []), '| a\\|b |\n| --- |');
	assert.deepEqual([9.96, 10.4, 3_000.6].map(milliseconds), ['10.0', '10', '3001']);
});

const DYING = join(import.meta.dirname, 'support', 'dying-engine.mjs');
const HOW = 'ended with code 3 and had said last: first this, / then that: out of memory';

/** Starts an engine that ends at requests for a path. */
async function dying(path) {
	const [port] = await freePorts(1);
	const url = `http://127.0.0.1:${port}`;
	const args = [DYING, String(port), ...(path === undefined ? [] : [path])];
	const running = await startProcess(process.execPath, args, async () => (await fetch(url)).ok);
	const ask = (to) => send({ url: `${url}${to}`, token: 'none', method: 'POST', body: 'x' });
	return { ...running, ask, ingest: () => ask('/insert') };
}

/** Two engines of which the second ends at requests for a path, and what is told of engines that end. */
async function besideDying(path) {
	const told = [];
	const engines = [
		['ours', await dying('/never')],
		['other', await dying(path)],
	];
	const field = new Field(engines, (...one) => told.push(one));
	const ids = () => field.running.map(([id]) => id);
	const close = async () => {
		await field.stop();
		disconnect();
	};
	return { field, engines, told, ids, close };
}

test('an engine that ends at its start is an error with what it said last', async () => {
	await assert.rejects(dying(undefined), (error) => error.message.endsWith(HOW));
	await assert.rejects(
		startProcess(join(import.meta.dirname, 'no such program'), [], () => Promise.resolve(false)),
		/ENOENT/,
	);
});

test('one that ends while events are sent is told of once, and the others go on', async () => {
	const { field, engines, told, ids, close } = await besideDying('/insert');
	for (const named of engines)
		await field.attempt(named, (engine) => sendAll(engine, ['a', 'b', 'c', 'd'], 4));
	assert.deepEqual(told, [['other', HOW]]);
	assert.deepEqual(ids(), ['ours']);
	assert.equal(await field.attempt(engines[1], () => assert.fail('it is asked again')), undefined);
	assert.equal(String(await field.attempt(engines[0], ({ ask }) => ask('/more'))), '1');
	await close();
});

test('one that ends in the middle of an answer costs its columns alone', async () => {
	const { field, told, ids, close } = await besideDying('/query');
	const search = (path) =>
		inTurn(field, async ({ ask }) => {
			const answer = await ask(path);
			return () => Number(answer);
		});
	assert.deepEqual([...(await search('/count')).keys()], ['ours', 'other']);
	const costs = await search('/query');
	assert.deepEqual([...costs.keys()], ['ours']);
	assert.deepEqual([told, ids()], [[['other', HOW]], ['ours']]);
	assert.deepEqual([...(await search('/count')).keys()], ['ours']);
	const columns = ['ours', 'other'].map((id) => ({ id, name: id, hasEnded: field.hasEnded(id) }));
	assert.match(
		queryTable('page', columns, [{ what: 'x', hits: 1, costs }]),
		/\| x \| 1 \| [\d.]+ \([\d.]+\) ms \| ended \| {2}\|/,
	);
	const figures = new Map([['ours', 2]]);
	assert.match(figureTable(columns, [['bytes', figures, String]]), /\| bytes \| 2 \| ended \|/);
	await close();
});

test('one that refuses and runs on is an error, and so is one that ends where nobody is told', async () => {
	const { field, engines, close } = await besideDying('/query');
	const refused = new Error('refused');
	const refusing = { howItEnded: () => Promise.resolve(undefined) };
	await assert.rejects(
		field.attempt(['one', refusing], () => Promise.reject(refused)),
		refused,
	);
	const alone = new Field(engines);
	await assert.rejects(
		alone.attempt(engines[1], ({ ask }) => ask('/query')),
		{ message: `other ${HOW}` },
	);
	await close();
});
