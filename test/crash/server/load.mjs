/** The load of the crash test: ingest and jobs in both dialects until the server is gone. */
import { pick } from '../load.mjs';
import { expectedNumbers } from './ledger.mjs';
import { PAGE_SIZE } from './process.mjs';

const FIRST_TIME = Date.UTC(2026, 0, 1);
/** Events of a batch that is stored in five parts, and those of a part. */
const LARGE = 4_300;
export const PART = 1_000;
const QUERIES = [
	'KIND = crash',
	'N < 5',
	'MESSAGE = *eedl* AND N != 3',
	'KIND = crash AND NOT N > 50',
];

/** Starts the callers; resolves when all have lost the server. @param heard called after every answer */
export async function drive({ client, ledger, randoms, check, heard }) {
	const [ingesting, ...asking] = randoms;
	const common = { client, ledger, check, heard };
	// Beside four who ask, hardly one batch is answered before the kill.
	if (ingesting() < 0.25) return ingest({ ...common, random: ingesting });
	return Promise.all([
		ingest({ ...common, random: ingesting }),
		...asking.map((random, n) => ask({ ...common, random, dialect: n % 2 === 0 ? 'v1' : 'v2' })),
	]);
}

async function ingest(sender) {
	const { ledger, random } = sender;
	for (const batch of ledger.inDoubt()) if (!(await sendAgain(sender, batch))) return;
	for (;;) {
		const known = ledger.acknowledged().filter(({ key }) => key !== undefined);
		if (random() < 0.1 && known.length > 0) {
			if (!(await sendAgain(sender, pick(random, known)))) return;
			continue;
		}
		const number = ledger.batches.size;
		// Of several parts, between which the kill may come.
		const isLarge = random() < 0.12;
		const batch = {
			marker: `b${number}`,
			number,
			count: isLarge ? LARGE : pick(random, [1, 7, 25, 60, 120]),
			key: isLarge || random() < 0.5 ? `key-of-${number}` : undefined,
		};
		ledger.batches.set(batch.marker, batch);
		if (!(await send(sender, batch))) return;
	}
}

/** Sends a batch; false without an answer. */
async function send({ client, ledger, check, heard }, batch) {
	ledger.touched.batches.add(batch);
	const answer = await client.ingest(linesOf(batch), batch.key);
	if (answer === undefined) return false;
	heard();
	const isGood = check(
		answer.status === 200 && answer.body.stored === batch.count,
		() => `ingest of ${batch.marker} answered ${answer.status} ${answer.text}`,
	);
	if (isGood && batch.key !== undefined) {
		const report = JSON.stringify({ ...answer.body, examples: undefined });
		batch.report ??= report;
		check(
			batch.report === report,
			() => `${batch.marker} was answered ${batch.report}, and ${report} when it was sent again`,
		);
	}
	batch.acknowledged = true;
	return true;
}

/** Sends a batch with its key once more, or two copies of it at once; false when one got no answer. */
export async function sendAgain(sender, batch) {
	const copies = sender.random() < 0.3 ? 2 : 1;
	const answered = await Promise.all(Array.from({ length: copies }, () => send(sender, batch)));
	return !answered.includes(false);
}

function linesOf({ marker, count, number }) {
	// Those of several parts are in no job's way, which would have thousands of pages.
	const isLarge = count === LARGE;
	return Array.from({ length: count }, (_, N) =>
		JSON.stringify({
			TIME: FIRST_TIME + number * 10_000 + N,
			HOSTNAME: `host-${N % 3}`,
			KIND: isLarge ? 'large' : 'crash',
			BATCH: marker,
			N,
			MESSAGE: `event ${N} of ${marker} ${N % 4 === 0 && !isLarge ? 'with a needle' : 'in the hay'}`,
		}),
	).join('\n');
}

/** One caller: submits, polls, reads and deletes, and sees to it that whatever it is shown is right. */
async function ask(caller) {
	const { ledger, random, dialect, heard } = caller;
	for (;;) {
		const own = ledger.standing().filter((job) => job.dialect === dialect);
		const recent = own.slice(-20);
		const dice = random();
		let answered;
		if (recent.length === 0 || dice < 0.35) answered = await submit(caller);
		else if (dice < 0.6) answered = await poll(caller, pick(random, recent));
		else if (dice < 0.9) answered = await read(caller, pick(random, recent));
		else answered = await remove(caller, pick(random, own));
		if (!answered) return;
		heard();
	}
}

async function submit({ client, ledger, random, dialect, check }) {
	const batches = ledger.acknowledged().filter(({ count }) => count < LARGE);
	const batch = batches.length > 0 && random() < 0.6 ? pick(random, batches.slice(-30)) : undefined;
	const query = batch === undefined ? pick(random, QUERIES) : `BATCH = "${batch.marker}"`;
	ledger.unanswered += 1;
	const answer = await client[dialect].submit(query);
	if (answer === undefined) return false;
	ledger.unanswered -= 1;
	if (check(answer.status === 200, () => `submit answered ${answer.status} ${answer.text}`)) {
		const job = { id: answer.value, dialect, batch, pages: new Map() };
		check(!ledger.jobs.has(job.id), () => `${job.id} was handed out twice`);
		ledger.jobs.set(job.id, job);
		ledger.touched.jobs.add(job);
	}
	return true;
}

async function poll({ client, ledger, dialect, check }, job) {
	const answer = await client[dialect].job(job.id);
	if (answer === undefined) return false;
	if (ledger.deleting.has(job.id)) return true;
	if (check(answer.status === 200, () => `poll of ${job.id}: ${answer.status} ${answer.text}`))
		checkView(ledger, job, answer.value, check);
	return true;
}

/** A job seen in a list or by itself: never failed, never changed after its end, never with too many hits. */
export function checkView(ledger, job, { state, hits, pages }, check) {
	check(state !== 'FAILED', () => `${job.id} failed`);
	check(
		pages === Math.ceil(hits / PAGE_SIZE),
		() => `${job.id} shows ${hits} hits on ${pages} pages`,
	);
	if (job.batch !== undefined) {
		const { count } = job.batch;
		check(hits <= count, () => `${job.id} has ${hits} hits, ${count} exist`);
		if (state === 'SUCCESS')
			check(hits === count, () => `${job.id} ended with ${hits} hits, ${count} exist`);
	}
	if (state === 'SUCCESS') {
		job.hits ??= hits;
		check(job.hits === hits, () => `${job.id} had ${job.hits} hits, now ${hits}`);
	} else {
		check(job.hits === undefined, () => `${job.id} had ended and is ${state}`);
	}
}

async function read({ client, ledger, random, dialect, check }, job) {
	const page = 1 + Math.floor(random() * Math.max(1, Math.ceil((job.hits ?? 30) / PAGE_SIZE)));
	return readPage({ client, ledger, dialect, check }, job, page);
}

/** Reads a page and compares it with what is known about it; false without an answer. */
export async function readPage({ client, ledger, dialect, check }, job, page) {
	const ended = job.hits !== undefined;
	const answer = await client[dialect].page(job.id, page);
	if (answer === undefined) return false;
	if (ledger.deleting.has(job.id)) return true;
	if (answer.status === 400 && !ended) return true;
	const name = `page ${page} of ${job.id}`;
	if (!check(answer.status === 200, () => `${name}: ${answer.status} ${answer.text}`)) return true;
	const { hits, next } = answer.value;
	if (job.batch !== undefined) {
		const wanted = expectedNumbers(job.batch.count, page, PAGE_SIZE);
		const found = hits.map((hit) => hit.N);
		const fits = wanted.slice(0, found.length).join() === found.join();
		check(
			fits && (!ended || found.length === wanted.length),
			() => `${name} has ${found.join()}, not ${wanted.join()}`,
		);
		check(
			// V1 spells field names for people.
			hits.every((hit) => Object.values(hit).includes(job.batch.marker)),
			() => `${name} has events of another search`,
		);
	}
	if (!ended) return true;
	const last = Math.max(1, Math.ceil(job.hits / PAGE_SIZE));
	check(
		next === (page < last ? page + 1 : undefined),
		() => `${name} of ${last} names ${next} as the next`,
	);
	const text = JSON.stringify(hits);
	const before = job.pages.get(page) ?? text;
	check(before === text, () => `${name} has changed`);
	job.pages.set(page, text);
	return true;
}

async function remove({ client, ledger, dialect, check }, job) {
	// Told beforehand: without an answer it may have happened.
	ledger.deleting.add(job.id);
	ledger.touched.jobs.add(job);
	const answer = await client[dialect].delete(job.id);
	if (answer === undefined) return false;
	check(answer.status === 200, () => `delete of ${job.id}: ${answer.status} ${answer.text}`);
	ledger.deleted.add(job.id);
	return true;
}
