/** The crash test of the whole server: real processes under load over HTTP, killed at random points and checked. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { seeded } from '../load.mjs';
import { options } from '../options.mjs';
import { clientOf } from './client.mjs';
import { checkCopies, copyFolder, copyTorn } from './copies.mjs';
import { Ledger } from './ledger.mjs';
import { drive } from './load.mjs';
import { startServer } from './process.mjs';
import { verify, verifyAgain } from './verify.mjs';

const RESTART_LIMIT_MS = 2_000;
/** Folders stay small, so that a life is short. */
const KILLS_PER_FOLDER = 50;
const CALLERS = 5;
const ENOUGH_PROBLEMS = 20;

const { kills, from: first, seed, keep } = options();
/** Anew for each folder, so that one can be repeated without those before it. */
let random;
const root = mkdtempSync(join(tmpdir(), 'log360-crash-'));
const began = performance.now();
const figures = {
	duringStart: 0,
	copies: 0,
	torn: 0,
	jobs: 0,
	deleted: 0,
	batches: 0,
	/** Batches with a key that got no answer: how much of them was there. */
	inDoubt: { none: 0, part: 0, whole: 0 },
	restarts: [],
};
const problems = [];
let passed = 0;
let life = '';
/** First kill of the latest folder. */
let latest = first;

console.log(`crash test of the server: ${kills} kills, seed ${seed}, data in ${root}`);
if (first % KILLS_PER_FOLDER !== 0)
	throw new Error(`--from: expected a multiple of ${KILLS_PER_FOLDER}, got ${first}`);
for (let done = first; done < kills && problems.length === 0; done += KILLS_PER_FOLDER) {
	await liveInFolder(done, Math.min(kills, done + KILLS_PER_FOLDER));
}
report();

/** Counts a check; answers whether it held. @param message made only when it did not */
function check(holds, message) {
	if (holds) passed += 1;
	else if (problems.length < ENOUGH_PROBLEMS) problems.push(`${life}: ${message()}`);
	return holds;
}

async function liveInFolder(from, to) {
	latest = from;
	const data = join(root, `data-${from}`);
	mkdirSync(data);
	const ledger = new Ledger();
	random = seeded(seed * 100_003 + from);
	for (let n = from; n < to && problems.length === 0; n++) await live(n, data, ledger);
	if (problems.length === 0) await lastLife(data, ledger);
	figures.jobs += ledger.jobs.size;
	figures.deleted += ledger.deleted.size;
	figures.batches += ledger.acknowledged().length;
	console.log(
		`${to} of ${kills} kills after ${Math.round((performance.now() - began) / 1000)} s: ` +
			`${passed} checks passed, ${problems.length} failed; restarts ${restartTimes()}`,
	);
	if (!keep && problems.length === 0) rmSync(data, { recursive: true });
}

/** One life, from start to kill: what the life before promised is checked first. */
async function live(n, data, ledger) {
	life = `life ${n}`;
	const early = random() < 0.12;
	const wanted = Math.floor(random() * 40);
	const pause = random() * (early ? 400 : 15);
	const copies = random() < 0.2;
	const server = startServer(data);
	if (early) {
		await Promise.race([sleep(pause), server.ended]);
		figures.duringStart += 1;
	} else {
		const access = await answered(server);
		if (access === undefined) return;
		const client = clientOf(access);
		await verify({ client, ledger, check, found, whole: false });
		await loadUntil(wanted, { client, ledger, n, server });
		await sleep(pause);
		if (copies) await copyWhileStopped(server, data, ledger);
	}
	await end(server);
}

/** Counts what a batch was found as before it is sent again. */
function found(total, count) {
	figures.inDoubt[total === 0 ? 'none' : total < count ? 'part' : 'whole'] += 1;
}

/** Loads the server until so many answers came: a slow machine is to get as far as a fast one. */
async function loadUntil(wanted, { client, ledger, n, server }) {
	const randoms = Array.from({ length: CALLERS }, (_, k) => seeded(seed * 100_003 + n * 10 + k));
	let heardEnough;
	const enough = new Promise((resolve) => (heardEnough = resolve));
	let count = 0;
	const heard = () => ++count >= wanted && heardEnough();
	drive({ client, ledger, randoms, check, heard }).catch((error) =>
		check(false, () => `the load broke: ${error.stack}`),
	);
	await Promise.race([enough, server.ended, sleep(5_000)]);
}

async function copyWhileStopped(server, data, ledger) {
	const jobs = [...ledger.jobs.keys()];
	server.signal('SIGSTOP');
	// The kernel stops one thread after the other.
	await sleep(3);
	const copy = join(root, 'copy');
	copyFolder(data, copy);
	const tears = copyTorn(data, join(root, 'torn'), random);
	server.signal('SIGCONT');
	figures.copies += checkCopies(copy, jobs, check);
	checkTorn(tears, jobs);
}

/** Databases whose last transaction came to the disk in part: it is there wholly or not at all. */
function checkTorn(tears, jobs) {
	const how = tears['jobs.db'];
	// The last transaction may have been acknowledged, so only a copy that keeps it can be asked for it.
	const kept = how === 'none' || how === 'rubbish' ? jobs : [];
	const names = Object.entries(tears).map(([name, kind]) => `${name} ${kind}`);
	figures.torn += checkCopies(join(root, 'torn'), kept, check, `(torn: ${names.join(', ')})`);
}

async function answered(server) {
	const access = await server.answering;
	if (access === undefined) {
		check(false, () => 'the server did not start');
		await end(server);
		return undefined;
	}
	figures.restarts.push(access.ms);
	return access;
}

async function end(server) {
	const { complaint } = await server.kill();
	check(complaint === undefined, () => `the server ${complaint}`);
	// What the dead process had already sent is heard before the next life begins.
	await sleep(2);
}

/** Everything that was promised in a folder, to the last page. */
async function lastLife(data, ledger) {
	life = 'last life';
	const server = startServer(data);
	const access = await answered(server);
	if (access === undefined) return;
	const client = clientOf(access);
	await verify({ client, ledger, check, found, whole: true });
	await verifyAgain({ client, ledger, check, random });
	await end(server);
	copyFolder(data, join(root, 'copy'));
	figures.copies += checkCopies(join(root, 'copy'), ledger.jobs.keys(), check);
	await startOnTorn(data);
}

/** A power cut instead of a kill: the server starts on what is left, and answers. */
async function startOnTorn(data) {
	life = 'life on torn files';
	const torn = join(root, 'torn');
	const tears = copyTorn(data, torn, random);
	// Nothing but the server may touch the files, and a token that was written late may be lost with them: the demo token is not.
	const server = startServer(torn, '');
	const access = await server.answering;
	check(access !== undefined, () => `no start on ${JSON.stringify(tears)}`);
	if (access !== undefined) {
		const { status } = await clientOf({ ...access, v2Token: access.demoToken }).v2.list();
		check(status === 200, () => `the list of jobs answers ${status} on ${JSON.stringify(tears)}`);
	}
	await end(server);
	checkTorn(tears, []);
}

/** Of all restarts so far, in words. */
function restartTimes() {
	const sorted = [...figures.restarts].sort((a, b) => a - b);
	const at = (share) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
	const mean = sorted.reduce((sum, ms) => sum + ms, 0) / Math.max(1, sorted.length);
	return `${Math.round(mean)} ms mean, ${at(0.5)} ms median, ${at(0.99)} ms p99, ${at(1)} ms at most`;
}

function report() {
	const { restarts } = figures;
	const over = restarts.filter((ms) => ms > RESTART_LIMIT_MS).length;
	const [load] = loadavg();
	const busy = load > availableParallelism();
	console.log(
		`${figures.duringStart} kills during start, ${figures.batches} batches and ${figures.jobs} jobs acknowledged, ` +
			`${figures.deleted} deleted, ${figures.copies} database copies and ${figures.torn} torn ones opened`,
	);
	const { none, part, whole } = figures.inDoubt;
	console.log(
		`${none + part + whole} batches with a key got no answer and were sent again: ${none} were not there, ${part} in part, ${whole} as a whole`,
	);
	console.log(
		`${restarts.length} restarts: ${restartTimes()}, ${over} over ${RESTART_LIMIT_MS} ms`,
	);
	if (over > 0 && busy) {
		console.log(
			`load average ${load.toFixed(1)} on ${availableParallelism()} cores: slow restarts are not held against the server`,
		);
	} else {
		life = 'restarts';
		check(over === 0, () => `${over} took longer than ${RESTART_LIMIT_MS} ms`);
	}
	for (const problem of problems) console.error(`- ${problem}`);
	console.log(`seed ${seed}: ${passed} passed, ${problems.length} failed`);
	if (problems.length > 0) {
		console.error(
			`replay with --kills ${latest + KILLS_PER_FOLDER} --from ${latest} --seed ${seed}; data kept in ${root}`,
		);
		process.exitCode = 1;
	} else if (!keep) rmSync(root, { recursive: true });
}
