/**
 * The chaos run of several servers: three OpenSearch nodes, a PostgreSQL and two servers behind a balancer, any of which is killed
 * at any time while events arrive, jobs run and alerts are raised.
 *
 *   npm run test:chaos:cluster -- [--kills 200] [--seed N] [--report FILE]
 *
 * One OpenSearch node is away at a time, as each event is on two of the three.
 */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { freePorts } from '../../../scripts/n8n/ports.mjs';
import { missingForOpenSearch, startOpenSearch } from '../../cluster/opensearch.mjs';
import { startPostgres } from '../../cluster/postgres.mjs';
import { Prng } from '../../fuzz/lib/prng.mjs';
import { Caller } from './caller.mjs';
import { ClusterServer, startBalancer } from './servers.mjs';
import { allHits, expectedAlerts, Jobs, profileOf, RULES, Sender, seqOf } from './work.mjs';

const { values } = parseArgs({
	options: {
		kills: { type: 'string', default: '200' },
		seed: { type: 'string' },
		report: { type: 'string' },
	},
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const kills = Number(values.kills);
/** Longest time between two kills, and for which something stays away, ms. */
const [MOST_BETWEEN_MS, MOST_AWAY_MS] = [3_000, 2_000];
/** Share of the kills that come after more was acknowledged, and how long they wait for it. */
const [WORK_BETWEEN, MOST_WAIT_MS] = [0.8, 30_000];
const SENDERS = 3;
/** Hits that each job has to have: events that are there before anything is killed. */
const KNOWN = 400;
/** Events of senders have times from here on, in which no alert is too late for its rule. */
const BEGIN = Date.parse('2026-03-01T00:00:00Z');
const SCOPES = ['admin', 'ingest.WRITE', 'search.READ', 'alerts.READ', 'jobs.READ'];

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const report = (passed, failed) => {
	if (values.report !== undefined) writeFileSync(values.report, JSON.stringify({ passed, failed }));
};
const missing = missingForOpenSearch();
const postgres = missing === undefined ? await startPostgres() : { missing };
if ('missing' in postgres) {
	console.log(`SKIPPED: ${postgres.missing}`);
	report(0, 0);
	process.exit(0);
}

console.log(`Chaos run of a cluster: ${kills} kills, --seed ${seed}`);
const prng = new Prng(seed);
const openSearch = await startOpenSearch({ nodes: 3, heapMegabytes: 400 });
const ports = await freePorts(2);
const password = randomBytes(18).toString('base64url');
const servers = ports.map(
	(port) =>
		new ClusterServer({
			...{ port, opensearch: openSearch.urls, postgres: new URL(postgres.url) },
			secrets: { LOG360_ADMIN_PASSWORD: password },
		}),
);
const balancer = await startBalancer(ports);
const stops = [
	() => balancer.stop(),
	...servers.map((server) => () => server.stop()),
	openSearch.stop,
	() => postgres.stop(),
];
for (const signal of ['SIGINT', 'SIGTERM'])
	process.once(signal, async () => {
		for (const stop of stops) await stop();
		process.exit(1);
	});

/** Fails a check, or says that it holds. @type {[string, boolean, string][]} */
const checks = [];
try {
	await run();
} catch (error) {
	checks.push(['the run comes to its end', false, error.stack]);
} finally {
	for (const stop of stops) await stop();
}
for (const [name, holds, detail] of checks)
	console.log(`${holds ? 'ok' : 'FAILED'}: ${name}${detail === '' ? '' : ` (${detail})`}`);
const passed = checks.filter(([, holds]) => holds).length;
report(passed, checks.length - passed);
process.exit(passed === checks.length ? 0 : 1);

async function run() {
	await Promise.all(servers.map((server) => server.start()));
	const caller = new Caller(balancer.url, await signIn());
	for (const rule of RULES) await caller.ask('POST', '/admin/api/alerts/profiles', profileOf(rule));
	const known = Array.from({ length: KNOWN }, (_, n) => ({
		...{ TIME: new Date(BEGIN - 86_400_000 + n * 1_000).toISOString(), HOSTNAME: 'known' },
		...{ SEQ: n, KIND: 'known', MESSAGE: `known event ${n}` },
	}));
	await caller.ask('POST', '/ingest', known);

	let going = true;
	const senders = Array.from(
		{ length: SENDERS },
		(_, n) => new Sender(caller, new Prng(seed + n + 1), { begin: BEGIN, first: n, step: SENDERS }),
	);
	const jobs = new Jobs(caller, 'KIND = known', KNOWN);
	const lanes = [...senders.map((sender) => () => sender.send()), () => jobs.run()].map(
		async (round) => {
			while (going) {
				await round();
				await pause(prng.between(0, 150));
			}
		},
	);
	// What fails ends the run at once, and is told.
	const failure = Promise.all(lanes);
	failure.catch(() => (going = false));
	const acknowledgedNow = () => senders.reduce((sum, { batches }) => sum + batches, 0);
	const done = await kill(() => going, acknowledgedNow);
	going = false;
	await failure;
	const acknowledged = senders.flatMap((sender) => sender.acknowledged);
	console.log(
		`killed ${[...done].map(([name, times]) => `${name} ${times}`).join(', ')}; ` +
			`${acknowledged.length} events acknowledged, ${jobs.started} jobs; answers ${[...caller.answers].map(([status, times]) => `${status}: ${times}`).join(', ')}; ` +
			`connections by server ${[...balancer.given.values()].join(' and ')}`,
	);
	await check(caller, acknowledged, jobs);
}

/** Signs in as the administrator and makes a token of all that is needed. */
async function signIn() {
	const base = `http://127.0.0.1:${ports[0]}`;
	const headers = { 'content-type': 'application/json', 'x-log360-console': '1' };
	const post = async (path, body, more = {}) => {
		const answer = await fetch(base + path, {
			method: 'POST',
			headers: { ...headers, ...more },
			body: JSON.stringify(body),
		});
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return answer;
	};
	const session = await post('/admin/api/login', { password });
	const cookie = session.headers
		.getSetCookie()
		.map((each) => each.split(';')[0])
		.join('; ');
	const token = { name: 'chaos', scopes: SCOPES, expires: 'never' };
	return (await (await post('/admin/api/tokens', token, { cookie })).json()).secret;
}

/**
 * Kills one thing after another and lets it come back, while `going`. Most kills wait for work to go on after the last one: else
 * there would be hardly any to meet.
 *
 * @param {() => number} batches how many are acknowledged
 * @returns how often each was killed
 */
async function kill(going, batches) {
	const done = new Map();
	/** What is away or coming back. */
	const busy = new Map();
	const node = (at) => ({
		kind: 'node',
		down: () => openSearch.nodes[at].kill(),
		up: async () => {
			await openSearch.nodes[at].restart();
			await healthy();
		},
	});
	// A server may be killed again while it starts.
	const starts = new Map();
	const server = (at) => ({
		kind: `server ${at + 1}`,
		down: () => servers[at].kill(),
		up: async () => void starts.set(at, servers[at].start()),
	});
	const database = {
		kind: 'PostgreSQL',
		down: () => postgres.crash(),
		up: () => postgres.restart(),
	};
	for (let n = 0; n < kills && going(); ) {
		if (prng.chance(WORK_BETWEEN)) await progress(going, batches);
		await pause(prng.between(0, MOST_BETWEEN_MS));
		const target = prng.pick([
			...[server(0), server(0), server(1), server(1)],
			...[database, node(prng.between(0, 2))],
		]);
		if (busy.has(target.kind)) continue;
		n++;
		done.set(target.kind, (done.get(target.kind) ?? 0) + 1);
		const away = prng.chance(0.5) ? 0 : prng.between(0, MOST_AWAY_MS);
		const back = (async () => {
			await target.down();
			await pause(away);
			await target.up();
			busy.delete(target.kind);
		})();
		busy.set(target.kind, back);
		back.catch(() => undefined);
		if (n % 20 === 0) console.log(`${n} kills`);
	}
	await Promise.all(busy.values());
	await Promise.all(starts.values());
	return done;
}

/** Waits until something more is acknowledged. */
async function progress(going, batches) {
	const before = batches();
	for (let waited = 0; going() && batches() === before && waited < MOST_WAIT_MS; waited += 50)
		await pause(50);
}

/** Waits until each event is on two nodes again: another may be killed then. */
async function healthy() {
	for (;;) {
		for (const url of openSearch.urls) {
			const answer = await fetch(`${url}/_cluster/health`).catch(() => undefined);
			if (answer?.ok === true && (await answer.json()).status === 'green') return;
		}
		await pause(200);
	}
}

async function check(caller, acknowledged, jobs) {
	const hits = await allHits(caller, '/api/v2/search', 'KIND IN (alarm, failure, other)');
	const seqs = hits.map(seqOf);
	const stored = new Set(seqs);
	const lost = acknowledged.filter(({ SEQ }) => !stored.has(SEQ));
	const sent = new Set(acknowledged.map(({ SEQ }) => SEQ));
	checks.push(
		[
			'nothing acknowledged is lost',
			lost.length === 0,
			lost
				.slice(0, 5)
				.map(({ SEQ }) => SEQ)
				.join(),
		],
		['nothing is there twice', stored.size === seqs.length, `${seqs.length - stored.size} doubled`],
		['nothing is there that nobody sent', seqs.every((seq) => sent.has(seq)), ''],
	);
	for (const rule of RULES) {
		const query = `ALERT_PROFILE_NAME = "${rule.name}"`;
		const alerts = await allHits(caller, '/api/v2/alerts', query);
		const found = alerts.map((alert) => formOf(rule, alert)).sort();
		const expected = expectedAlerts(rule, acknowledged);
		checks.push([
			`alerts of "${rule.name}" are those of the definition: ${expected.length}`,
			JSON.stringify(found) === JSON.stringify(expected),
			difference(found, expected),
		]);
	}
	checks.push(
		[
			'each job ends with its hits, once each',
			jobs.wrong.length === 0,
			jobs.wrong.slice(0, 3).join('; '),
		],
		[
			'what is unwell is told by 503 with Retry-After',
			caller.odd.size === 0,
			[...caller.odd].slice(0, 5).join('; '),
		],
		['jobs ran', jobs.started > 0, String(jobs.started)],
		['both servers worked', [...balancer.given.values()].every((times) => times > 0), ''],
	);
}

/** An alert as `expectedAlerts` writes it. */
function formOf({ within, by }, alert) {
	if (within === undefined) return `event ${seqOf(alert)}`;
	return `${String(alert[by]).toLowerCase()} ${Math.floor(Number(alert.TIME) / within)}`;
}

function difference(found, expected) {
	const count = (list) => {
		const counts = new Map();
		for (const each of list) counts.set(each, (counts.get(each) ?? 0) + 1);
		return counts;
	};
	const [have, want] = [count(found), count(expected)];
	const missed = [...want].filter(([each, times]) => (have.get(each) ?? 0) < times);
	const extra = [...have].filter(([each, times]) => (want.get(each) ?? 0) < times);
	if (missed.length + extra.length === 0) return '';
	const some = (list) =>
		list
			.slice(0, 4)
			.map(([each, times]) => `${each} x${times}`)
			.join(', ');
	return `missing ${missed.length}: ${some(missed)}; too many ${extra.length}: ${some(extra)}`;
}
