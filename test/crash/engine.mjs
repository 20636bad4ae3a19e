/** The crash test of the job engine alone: kills a process under load at random points and checks every promise. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath, exit } from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { checkCopy, copyDatabase, tear, TEARS } from './copies.mjs';
import { pick, seeded } from './load.mjs';
import { options } from './options.mjs';
import { verify } from './verify.mjs';

const RESTART_LIMIT_MS = 2_000;
const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));
const { kills, seed, keep } = options();
const random = seeded(seed);
const root = mkdtempSync(join(tmpdir(), 'log360-crash-'));
const data = join(root, 'data');
const copy = join(root, 'copy');
const problems = [];
const promises = {
	accepted: new Map(),
	deleting: new Set(),
	deleted: new Set(),
	finished: new Map(),
};
const figures = { kills: 0, duringStart: 0, copies: 0, restarts: [] };

mkdirSync(data);
console.log(`crash test: ${kills} kills, seed ${seed}, data in ${root}`);
for (let n = 0; n < kills && problems.length === 0; n++) {
	await live(n);
	if ((n + 1) % 50 === 0) console.log(`${n + 1} kills, ${promises.accepted.size} jobs accepted`);
}
await drain();
problems.push(...(await verify(data, promises)));
report();

/** One life of the process, from start to kill. */
async function live(n) {
	const child = start(n, 'load');
	if (random() < 0.1) {
		await Promise.race([sleep(random() * 150), child.ended]);
		figures.duringStart += 1;
	} else {
		// So many reports, not so many milliseconds: a slow machine is to get as far as a fast one.
		await Promise.race([child.heard(Math.floor(random() * 60)), sleep(3_000), child.ended]);
		await sleep(random() * 15);
		if (random() < 0.2) await copyWhileStopped(child);
	}
	await child.kill();
	figures.kills += 1;
	checkTorn();
}

/** Stops the process in the middle of whatever it does, copies its files, and lets it go on. */
async function copyWhileStopped(child) {
	child.process.kill('SIGSTOP');
	await sleep(2);
	copyDatabase(data, copy);
	child.process.kill('SIGCONT');
	check(checkCopy(copy), 'copied while stopped');
	await sleep(random() * 30);
}

/** The files as the dead process left them, with and without a torn end. */
function checkTorn() {
	copyDatabase(data, copy);
	const kind = tear(copy, pick(random, Object.keys(TEARS)), random);
	const { problems: found, ids } = checkCopy(copy);
	check({ problems: found }, `torn: ${kind}`);
	// The last transaction may have been acknowledged, so only copies that keep it can be asked for it.
	if (kind !== 'none' && kind !== 'rubbish') return;
	for (const id of promises.accepted.keys())
		if (!ids.has(id)) problems.push(`lost: ${id} (${kind})`);
}

function check({ problems: found }, how) {
	figures.copies += 1;
	problems.push(...found.map((problem) => `database ${how}: ${problem}`));
}

async function drain() {
	const child = start(kills, 'drain');
	const timeout = setTimeout(() => {
		problems.push('jobs left after 120 s without load');
		child.process.kill('SIGKILL');
	}, 120_000);
	await child.ended;
	clearTimeout(timeout);
	if (!child.drained()) problems.push('the last process ended without having drained the queue');
}

function start(n, mode) {
	const began = performance.now();
	const child = spawn(execPath, [CHILD, data, String(seed * 100_003 + n), mode], {
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let killed = false;
	let drained = false;
	let complaints = '';
	child.stderr.on('data', (text) => (complaints += text));
	const lines = createInterface({ input: child.stdout });
	let count = 0;
	let listener = () => undefined;
	lines.on('line', (line) => {
		// The last line may be cut by the kill: then nothing was promised.
		if (!line.endsWith('}')) return;
		const message = JSON.parse(line);
		if (message.ready) figures.restarts.push(performance.now() - began);
		if (message.drained) drained = true;
		hear(message);
		count += 1;
		listener();
	});
	/** Resolves when the process is ready and has reported `wanted` things since. */
	const heard = (wanted) =>
		new Promise((resolve) => {
			listener = () => count > wanted && resolve();
			listener();
		});
	const ended = new Promise((resolve) => {
		child.on('close', (code) => {
			if (!killed && code !== 0)
				problems.push(`process ${n} ended by itself (${code}): ${complaints}`);
			resolve();
		});
	});
	const kill = () => {
		killed = true;
		child.kill('SIGKILL');
		return ended;
	};
	return { process: child, heard, ended, kill, drained: () => drained };
}

function hear(message) {
	if (message.accepted)
		promises.accepted.set(message.accepted, { ...message, id: message.accepted });
	if (message.deleting) promises.deleting.add(message.deleting);
	if (message.deleted) promises.deleted.add(message.deleted);
	if (message.violation) problems.push(message.violation);
	if (message.trouble) problems.push(`trouble: ${message.trouble}`);
	if (message.finished && message.state !== 'EXPIRED') {
		const ends = promises.finished.get(message.finished) ?? [];
		promises.finished.set(message.finished, [...ends, message]);
		if (ends.length > 0) problems.push(`${message.finished} finished twice`);
	}
}

function report() {
	const slowest = Math.max(...figures.restarts);
	const mean = figures.restarts.reduce((sum, ms) => sum + ms, 0) / figures.restarts.length;
	const [load] = loadavg();
	// As for the whole server: on a machine with more work than cores the time says nothing.
	if (slowest > RESTART_LIMIT_MS && load <= availableParallelism())
		problems.push(`a restart took ${Math.round(slowest)} ms`);
	console.log(
		`${figures.kills} kills (${figures.duringStart} during start), ${promises.accepted.size} jobs accepted, ` +
			`${promises.finished.size} ends heard, ${promises.deleted.size} deleted, ${figures.copies} copies opened, ` +
			`restart ${Math.round(mean)} ms mean, ${Math.round(slowest)} ms at most`,
	);
	if (problems.length === 0) {
		if (!keep) rmSync(root, { recursive: true, force: true });
		console.log('every promise was kept');
		return;
	}
	for (const problem of problems.slice(0, 20)) console.error(`- ${problem}`);
	console.error(
		`${problems.length} problems; replay with --engine --kills ${kills} --seed ${seed}; data kept in ${root}`,
	);
	exit(1);
}
