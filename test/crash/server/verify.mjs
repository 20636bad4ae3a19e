/** What must hold after a restart: the promises in the ledger, against the server's answers. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expectedNumbers } from './ledger.mjs';
import { checkView, PART, readPage, sendAgain } from './load.mjs';
import { PAGE_SIZE } from './process.mjs';

const PATIENCE_MS = 60_000;

/**
 * Checks the jobs' list and what the last life touched; with `whole` everything, after all jobs have ended.
 *
 * @param found told of batches without an answer that are sent again: how many of how many events were there
 * @param whole reads every batch and every page instead of those that the last kill may have hit
 */
export async function verify({ client, ledger, check, found, whole }) {
	if (whole) await drained(client, check);
	await verifyList(client, ledger, check);
	const batches = whole ? ledger.batches.values() : ledger.touched.batches;
	for (const batch of batches) {
		const total = await verifyBatch(client, batch, check);
		if (batch.key !== undefined && !batch.acknowledged) found(total, batch.count);
	}
	const jobs = whole ? ledger.jobs.values() : ledger.touched.jobs;
	for (const job of jobs) await verifyJob({ client, ledger, check, whole }, job);
	ledger.settle();
}

async function drained(client, check) {
	const until = performance.now() + PATIENCE_MS;
	for (;;) {
		const { value } = await client.v2.list();
		const running = value.filter(({ state }) => state === 'RUNNING');
		if (running.length === 0) return;
		if (performance.now() > until) {
			check(false, () => `${running.length} jobs do not end, among them ${running[0].id}`);
			return;
		}
		await sleep(20);
	}
}

/** Sends everything again that has a key, answered or not, and looks whether each event is there once. */
export async function verifyAgain({ client, ledger, check, random }) {
	const sender = { client, ledger, check, random, heard: () => undefined };
	for (const batch of ledger.batches.values())
		if (batch.key !== undefined)
			check(await sendAgain(sender, batch), () => `${batch.marker} got no answer`);
	for (const batch of ledger.touched.batches) await verifyBatch(client, batch, check);
	ledger.settle();
}

/** The administrator's list has every standing job, no deleted one, and no job that nobody asked for. */
async function verifyList(client, ledger, check) {
	const { value: found } = await client.v2.list();
	const { value: legacy } = await client.v1.list();
	const byId = new Map(found.map((job) => [job.id, job]));
	for (const job of ledger.standing()) {
		const seen = byId.get(job.id);
		if (check(seen !== undefined, () => `lost: ${job.id} was accepted and is not listed`))
			checkView(ledger, job, seen, check);
	}
	for (const id of ledger.deleted) check(!byId.has(id), () => `${id} was deleted and is listed`);
	const own = legacy.filter(({ id }) => ledger.jobs.has(id));
	check(
		own.every(({ id }) => ledger.jobs.get(id).dialect === 'v1'),
		() => 'the V1 token is shown jobs of another token',
	);
	const strangers = found.filter(({ id }) => !ledger.jobs.has(id));
	check(
		strangers.length <= ledger.unanswered,
		() => `${strangers.length} jobs of ${ledger.unanswered} unanswered submissions`,
	);
}

/**
 * An acknowledged batch is there, each event once; one without an answer is there or not, and one of several parts in whole parts.
 */
async function verifyBatch(client, { marker, count, acknowledged }, check) {
	const { status, value } = await client.search(`BATCH = "${marker}"`);
	if (!check(status === 200, () => `search for ${marker}: ${status}`)) return 0;
	const { total } = value;
	check(
		total === count || (!acknowledged && total < count && total % PART === 0),
		() => `batch ${marker}${acknowledged ? '' : ' (unanswered)'} has ${total} of ${count} events`,
	);
	if (total === 0) return 0;
	const wanted = expectedNumbers(total, 1, PAGE_SIZE).join();
	const found = value.hits.map((hit) => hit.N).join();
	check(found === wanted, () => `batch ${marker} shows ${found}, not ${wanted}`);
	const counted = await client.count(`BATCH = "${marker}"`, 'N');
	check(
		counted.value?.total === total && counted.value.distinct === total,
		() => `batch ${marker} of ${total} events is counted ${counted.text}`,
	);
	return total;
}

async function verifyJob({ client, ledger, check, whole }, job) {
	const { id, dialect } = job;
	if (ledger.deleted.has(id)) {
		for (const side of ['v1', 'v2']) {
			const { status } = await client[side].job(id);
			check(status === 404, () => `${id} was deleted; its status in ${side} answers ${status}`);
		}
		const { status } = await client[dialect].page(id, 1);
		check(status === 404, () => `${id} was deleted; its results answer ${status}`);
		return;
	}
	if (ledger.deleting.has(id)) return;
	const pages = whole
		? Array.from({ length: Math.ceil((job.hits ?? 0) / PAGE_SIZE) }, (_, n) => n + 1)
		: job.pages.keys();
	if (whole) check(job.hits !== undefined, () => `${id} has not ended`);
	for (const page of pages) await readPage({ client, ledger, dialect, check }, job, page);
}
