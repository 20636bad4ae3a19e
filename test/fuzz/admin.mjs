/**
 * Fuzzes the administrator API: requests with dangerous words, shapes and sizes at any place. None may be answered with a
 * 5xx, hang, end the server, or keep its HTTP thread busy: `node test/fuzz/admin.mjs --requests 5000 --seed 7`.
 */
import { parseArgs } from 'node:util';
import { ROUTES } from './lib/admin-routes.mjs';
import { mangled } from './lib/mangle.mjs';
import { Prng } from './lib/prng.mjs';
import { adminToken, send, startServer } from './lib/server.mjs';
import { TEXTS } from './lib/texts.mjs';
import { MOST_WORK_MS, Watchdog } from './lib/watchdog.mjs';

const { values } = parseArgs({
	options: { requests: { type: 'string', default: '5000' }, seed: { type: 'string' } },
});
const wanted = Number(values.requests);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
console.log(`Fuzzing the administrator API with --requests ${wanted} --seed ${seed}`);

/** Requests between two readings of the metrics. */
const LOOK_EVERY = 250;
/** Requests after which the code that they run is compiled, as it is on a server that has been up for a minute. */
const WARM_UP = 250;

const server = await startServer();
const prng = new Prng(seed);
const token = adminToken(server.data);
const choices = ROUTES.map((route) => [route.weight, route]);
const failures = [];
/** Ids that answers told, by what they are ids of. */
const ids = new Map();
/** Ids of the tokens that were there at first. */
const own = new Set();
const tally = new Map();
const watchdog = new Watchdog(server.url);
try {
	const headers = { authorization: `Bearer ${token.secret}` };
	const tokens = await send(server.url, { method: 'GET', url: '/admin/api/tokens', headers });
	for (const { id } of JSON.parse(tokens.text).tokens) own.add(id);
	await learnFromApi(headers);
	for (let sent = 1; sent <= wanted && failures.length < 20; sent++) {
		const request = make(prng.weighted(choices));
		const answer = await send(server.url, request).catch((error) => ({ error: error.message }));
		const fault = server.hasEnded() ? 'the server ended' : (answer.error ?? faultOf(answer));
		if (fault !== undefined) failures.push({ sent, fault, request, answer });
		if (server.hasEnded()) break;
		count(request.route, answer.status);
		if (answer.status < 300) learn(nounOf(request.route.path), answer.text);
		if (sent % LOOK_EVERY !== 0) continue;
		const longest = await watchdog.look();
		if (sent === WARM_UP) watchdog.longest = 0;
		console.log(
			`${sent} requests, ${failures.length} failures, longest work ${longest.toFixed(1)} ms`,
		);
	}
} finally {
	await server.stop();
}
const isFast = watchdog.longest < MOST_WORK_MS;
report();
process.exitCode = failures.length === 0 && isFast ? 0 : 1;

function make(route) {
	const path = route.path.replace(':id', () =>
		encodeURIComponent(someId(nounOf(route.path)).toWellFormed()),
	);
	const wrong = prng.chance(0.75);
	const content = wrong ? mangled(route.content ?? {}, prng) : route.content;
	const headers = { authorization: `Bearer ${token.secret}` };
	const { method } = route;
	if (method === 'GET' || method === 'DELETE') {
		return {
			route,
			method,
			headers,
			url: content === undefined ? path : `${path}?${queryOf(content)}`,
		};
	}
	headers['content-type'] = 'application/json';
	const whole = JSON.stringify(content ?? {});
	const cut = prng.chance(0.05) ? whole.slice(0, prng.between(0, whole.length)) : whole;
	return { route, method, headers, url: path, body: cut };
}

function someId(noun) {
	const known = ids.get(noun) ?? [];
	return prng.weighted([
		[6, () => (known.length === 0 ? '1' : prng.pick(known))],
		[1, () => String(prng.between(0, 60))],
		[1, () => prng.pick(TEXTS).slice(0, 200)],
		[1, () => prng.pick(['0', '-1', '1e3', '9007199254740993', '0x1', '1.0', ' 1'])],
	])();
}

/** What an id in a path is one of: the last word before it. */
function nounOf(path) {
	return path.split('/:id')[0].split('/').at(-1);
}

/** Keeps the ids of an answer under what they are ids of; those of the tokens that were there at first stay out. */
function learn(noun, text) {
	const known = ids.get(noun) ?? [];
	ids.set(noun, known);
	for (const [, id] of text.matchAll(/"(?:id|incident_id|alert_id)":"?([\w-]{1,40})/g)) {
		if (own.has(id) || known.includes(id)) continue;
		known.push(id);
		if (known.length > 50) known.shift();
	}
}

/** Ids of what only the API of the product lists. */
async function learnFromApi(headers) {
	const day = 86_400_000;
	const [start_time, end_time] = [Date.now() - 30 * day, Date.now()].map((at) =>
		new Date(at).toISOString(),
	);
	const body = JSON.stringify({ query: '*', start_time, end_time });
	const json = { ...headers, 'content-type': 'application/json' };
	const alerts = await send(server.url, {
		method: 'POST',
		url: '/api/v2/alerts',
		headers: json,
		body,
	});
	learn('alerts', alerts.text);
	const incidents = await send(server.url, { method: 'GET', url: '/api/v2/incident', headers });
	learn('incidents', incidents.text);
}

/** A query string of at most 8 KiB; what is no object becomes one parameter. */
function queryOf(content) {
	const pairs =
		typeof content === 'object' && content !== null ? Object.entries(content) : [['q', content]];
	return pairs
		.map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)])
		.map((pair) => pair.map((part) => encodeURIComponent(String(part).toWellFormed())).join('='))
		.join('&')
		.slice(0, 8_192);
}

function faultOf({ status, type, text }) {
	if (status >= 500) return `a ${status}`;
	if (!type.includes('json')) return undefined;
	try {
		const body = JSON.parse(text);
		return status < 400 || typeof body.error?.detail === 'string'
			? undefined
			: 'an error without a detail';
	} catch {
		return 'not JSON, though it says so';
	}
}

function count({ method, path }, status) {
	const row = tally.get(`${method} ${path}`) ?? { good: 0, refused: 0 };
	row[status < 400 ? 'good' : 'refused']++;
	tally.set(`${method} ${path}`, row);
}

function report() {
	const never = ROUTES.filter(({ method, path }) => !tally.get(`${method} ${path}`)?.good);
	console.log(
		`\nNever succeeded: ${never.map(({ method, path }) => `${method} ${path}`).join(', ')}`,
	);
	const sent = [...tally.values()].reduce((sum, { good, refused }) => sum + good + refused, 0);
	console.log(
		`${sent} requests, ${failures.length} failures, seed ${seed}; HTTP thread's own work in one piece: ` +
			`longest ${watchdog.longest.toFixed(1)} ms (bound ${MOST_WORK_MS})`,
	);
	for (const { sent: number, fault, request, answer } of failures) {
		console.log(`\n#${number} ${request.method} ${request.url.slice(0, 300)}: ${fault}`);
		console.log(`  ${(request.body ?? '').slice(0, 600)}`);
		console.log(`  -> ${answer.status ?? answer.error} ${(answer.text ?? '').slice(0, 400)}`);
	}
	if (failures.length > 0) console.log(`\nEnd of the server's log:\n${server.log()}`);
}
