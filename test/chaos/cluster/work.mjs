/** What goes on while processes are killed: batches that are sent until they are acknowledged, and jobs that are followed to their end. */

/** Every time of this run. */
const WINDOW = { start_time: '2000-01-01T00:00:00Z', end_time: '2100-01-01T00:00:00Z' };
const USERS = ['ann', 'bob', 'cleo', 'dan'];
/** Event times go on by this much with each event, ms, and are shaken by up to the other. */
const STEP_MS = 700;
const SHAKE_MS = 20_000;
const MOST_IN_BATCH = 40;
const POLL_MS = 300;
const ENDED = new Set(['FAILED']);

/** The rules whose alerts are compared in the end; `least` events of a user within `within` ms, or each event. */
export const RULES = [
	{ name: 'every alarm', kind: 'alarm' },
	{ name: 'many failures', kind: 'failure', least: 4, within: 60_000, by: 'USERNAME' },
];

/** A profile as the administrator API takes it. */
export function profileOf({ name, kind, least = 1, within, by }) {
	const steps = [{ query: `KIND = ${kind}`, count: least }];
	const rule = { steps, ...(within === undefined ? {} : { within, by: [by] }) };
	return { name, description: 'chaos run', severity: 'critical', enabled: true, rule };
}

/** Sends batches, each under a key of its own, until somebody acknowledges it. */
export class Sender {
	/** Events of acknowledged batches. @type {Record<string, string | number>[]} */
	acknowledged = [];
	/** Acknowledged batches. */
	batches = 0;

	/**
	 * @param {{ begin: number, first: number, step: number }} place time of event 0, epoch ms; number of the first event, and from one to
	 *   the next
	 */
	constructor(caller, prng, { begin, first, step }) {
		Object.assign(this, { caller, prng, begin, first, step, next: first });
	}

	/** One batch; returns when it is acknowledged. */
	async send(size = this.prng.between(1, MOST_IN_BATCH)) {
		const events = Array.from({ length: size }, () => this.#event());
		const headers = { 'idempotency-key': `batch-${this.first}-${this.batches}` };
		const report = await this.caller.ask('POST', '/ingest', events, headers);
		if (report.refused > 0 || report.stored !== size)
			throw new Error(`a batch of ${size} was answered by ${JSON.stringify(report)}`);
		this.acknowledged.push(...events);
		this.batches++;
	}

	#event() {
		const seq = this.next;
		this.next += this.step;
		const time = this.begin + seq * STEP_MS + this.prng.between(0, SHAKE_MS);
		return {
			TIME: new Date(time).toISOString(),
			HOSTNAME: `host${seq % 7}`,
			SEQ: seq,
			KIND: this.prng.pick(['alarm', 'failure', 'failure', 'other', 'other']),
			USERNAME: this.prng.pick(USERS),
			MESSAGE: `chaos event number ${seq}`,
		};
	}
}

/** Starts search jobs and follows them. */
export class Jobs {
	started = 0;
	/** What was not as it must be. @type {string[]} */
	wrong = [];

	/** @param {number} expected hits of `query` */
	constructor(caller, query, expected) {
		Object.assign(this, { caller, query, expected });
	}

	/** One job from its start to its results, which may be given by any server. */
	async run() {
		const { caller, expected } = this;
		const start = await caller.ask('POST', '/api/v2/search/async', {
			query: this.query,
			...WINDOW,
		});
		const id = start.data.request_id;
		this.started++;
		for (;;) {
			const { data } = await caller.ask('GET', `/api/v2/jobs?request_id=${id}`);
			const [job] = data.jobs.requests;
			if (job?.stage === 'SUCCESS') break;
			if (job === undefined || ENDED.has(job.stage)) {
				this.wrong.push(`job ${id} ended as ${JSON.stringify(job)}`);
				return;
			}
			await new Promise((resolve) => setTimeout(resolve, POLL_MS));
		}
		const ids = [];
		for (let page = 1; page !== undefined; ) {
			const path = `/api/v2/jobs/results?request_id=${id}&page_no=${page}`;
			const { data, meta } = await caller.ask('GET', path);
			ids.push(...data.hits.map((hit) => seqOf(hit)));
			page = meta.next_page;
		}
		const { size } = new Set(ids);
		if (ids.length !== expected || size !== expected)
			this.wrong.push(`job ${id} has ${ids.length} hits, ${size} different, and not ${expected}`);
	}
}

/** Number of the event that a hit is. */
export const seqOf = (hit) => Number(hit.SEQ);

/** All hits of a search, page by page. */
export async function allHits(caller, path, query) {
	const hits = [];
	let cursor;
	do {
		const body = cursor === undefined ? { query, ...WINDOW } : { cursor };
		const { data, meta } = await caller.ask('POST', path, body);
		hits.push(...data.hits);
		({ cursor } = meta);
	} while (cursor !== undefined);
	return hits;
}

/**
 * The alerts that the definition gives for events, as `user slot` or `event number`, sorted: one for each event, or one for each
 * user and stretch of time in which an event completes the rule.
 */
export function expectedAlerts({ kind, least, within, by }, events) {
	const own = events
		.filter((event) => event.KIND === kind)
		.map((event) => ({ ...event, time: Date.parse(event.TIME) }));
	if (within === undefined) return own.map(({ SEQ }) => `event ${SEQ}`).sort();
	const found = new Set();
	for (const { time, [by]: group } of own) {
		const near = own.filter(
			(each) => each[by] === group && each.time <= time && each.time >= time - within,
		);
		if (near.length >= least) found.add(`${group} ${Math.floor(time / within)}`);
	}
	return [...found].sort();
}
