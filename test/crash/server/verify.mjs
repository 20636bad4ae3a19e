/** What must hold after a restart: the promises in the ledger, against the server's answers. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expectedNumbers } from './ledger.mjs';
import { checkView, readPage } from './load.mjs';
import { PAGE_SIZE } from './process.mjs';

const PATIENCE_MS = 60_000;

/**
 * Checks the jobs' list and what the last life touched; with `whole` everything, after all jobs have ended.
 *
 * @param whole reads every batch and every page instead of those that the last kill may have hit
 */
export async function verify({ client, ledger, check, whole }) {
	if (whole) await drained(client, check);
	await verifyList(client, ledger, check);
	const batches = whole ? ledger.batches.values() : ledger.touched.batches;
	for (const batch of batches) await verifyBatch(client, batch, check);
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

/** An acknowledged batch is whole; one without an answer is whole or not there. */
async function verifyBatch(client, { marker, count, acknowledged }, check) {
	const { status, value } = await client.search(`BATCH = "${marker}"`);
	if (!check(status === 200, () => `search for ${marker}: ${status}`)) return;
	check(
		value.total === count || (!acknowledged && value.total === 0),
		() =>
			`batch ${marker}${acknowledged ? '' : ' (unanswered)'} has ${value.total} of ${count} events`,
	);
	if (value.total === 0) return;
	const wanted = expectedNumbers(count, 1, PAGE_SIZE).join();
	const found = value.hits.map((hit) => hit.N).join();
	check(found === wanted, () => `batch ${marker} shows ${found}, not ${wanted}`);
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
