/**
 * Fuzzes every implemented operation of both dialects from the OpenAPI document:
 * `node test/fuzz/run.mjs --requests 20000 --seed 7 --only v2.reports`.
 */
import { parseArgs } from 'node:util';
import contractDoor from '../../server/dist/contract/index.js';
import { Judge } from './lib/judge.mjs';
import { operationsOf } from './lib/operations.mjs';
import { Pool } from './lib/pool.mjs';
import { Prng } from './lib/prng.mjs';
import { RequestMaker } from './lib/requests.mjs';
import { send, startServer } from './lib/server.mjs';
import { Generator } from './lib/valid.mjs';
import { MOST_WORK_MS, Watchdog } from './lib/watchdog.mjs';

const MOST_SHOWN = 15;
const { IMPLEMENTED } = contractDoor;

const { values } = parseArgs({
	options: {
		requests: { type: 'string', default: '20000' },
		seed: { type: 'string' },
		only: { type: 'string', default: '' },
	},
});
const wanted = Number(values.requests);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
console.log(`Fuzzing with --requests ${wanted} --seed ${seed}`);

/** Requests between two readings of the metrics; after the first of them the code that requests run is compiled. */
const LOOK_EVERY = 250;

const server = await startServer();
const watchdog = new Watchdog(server.url);
const started = performance.now();
const failures = [];
const tally = new Map();
let sent = 0;
try {
	const document = JSON.parse((await send(server.url, { url: '/openapi.json' })).text);
	const prng = new Prng(seed);
	const pool = new Pool();
	const generator = new Generator(prng, pool, document);
	const maker = new RequestMaker({ prng, generator, document, tokens: server.tokens });
	const judge = new Judge(document);
	const operations = operationsOf(document, IMPLEMENTED).filter(({ id }) =>
		id.includes(values.only),
	);
	const choices = operations.map((operation) => [operation.weight, operation]);
	while (sent < wanted && failures.length < 50) {
		const request = maker.make(prng.weighted(choices));
		if (request === undefined) continue;
		sent++;
		const answer = await send(server.url, request).catch((error) => ({ error: error.message }));
		const { operation } = request;
		const fault = answer.error ?? judge.fault(request, answer);
		if (fault !== undefined) failures.push({ sent, fault, request, answer });
		count(operation.id, request.kind, answer.status);
		if (request.kind === 'valid') learn(pool, request, answer);
		if (sent % LOOK_EVERY === 0) await watchdog.look();
		if (sent === LOOK_EVERY) watchdog.longest = 0;
		if (sent % 1000 === 0) console.log(`${sent} requests, ${failures.length} failures`);
	}
} finally {
	await server.stop();
}
report();
process.exitCode = failures.length === 0 && watchdog.longest < MOST_WORK_MS ? 0 : 1;

/** Keeps what a good answer tells, and drops the ids of what is gone. */
function learn(pool, { operation, parts }, { status, type, text }) {
	const deleted = operation.method === 'delete' && status === 200;
	if (deleted || status === 404 || status === 410) pool.forget(parts);
	if (status !== 200 || !type.includes('json') || operation.id === 'server.openapi') return;
	pool.harvest(operation.id, JSON.parse(text));
}

function count(id, kind, status) {
	const row = tally.get(id) ?? { succeeded: 0, refused: 0, broken: 0, hostile: 0 };
	if (kind === 'valid') row[status === 200 ? 'succeeded' : 'refused']++;
	else row[kind]++;
	tally.set(id, row);
}

function report() {
	console.log('\n| operation | valid: succeeded | valid: refused | broken | hostile |');
	console.log('| --- | --- | --- | --- | --- |');
	for (const [id, row] of [...tally].sort()) {
		console.log(`| ${[id, row.succeeded, row.refused, row.broken, row.hostile].join(' | ')} |`);
	}
	const never = [...tally].filter(([, { succeeded }]) => succeeded === 0).map(([id]) => id);
	if (never.length > 0) console.log(`\nNever succeeded: ${never.join(', ')}`);
	const seconds = Math.round((performance.now() - started) / 1000);
	console.log(`\n${sent} requests in ${seconds} s, ${failures.length} failures, seed ${seed}`);
	console.log(
		`HTTP thread's own work in one piece: longest ${watchdog.longest.toFixed(1)} ms (bound ${MOST_WORK_MS})`,
	);
	for (const failure of failures.slice(0, MOST_SHOWN)) show(failure);
	if (failures.length > 0) console.log(`\nEnd of the server's log:\n${server.log()}`);
}

function show({ sent: number, fault, request, answer }) {
	const { operation, method, url, kind, rule = '', body = '' } = request;
	console.log(`\n#${number} ${operation.id} (${kind} ${rule.slice(0, 200)}): ${fault}`);
	console.log(`  ${method} ${url.slice(0, 500)}`);
	console.log(`  ${body.slice(0, 800)}`);
	console.log(`  -> ${answer.status ?? answer.error} ${(answer.text ?? '').slice(0, 600)}`);
}
