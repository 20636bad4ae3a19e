/** The last judgement of the crash test: every promise against what is on disk in the end. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import sqliteDoor from '../../server/dist/storage/sqlite/index.js';
import { expectedHits, expectedResult, expectedState, hitId } from './load.mjs';

const { SqliteJobQueue } = sqliteDoor;

/** What is wrong, as sentences. @param promises what the parent heard: accepted, deleting, deleted, finished */
export async function verify(directory, promises) {
	const queue = new SqliteJobQueue(join(directory, 'jobs.db'));
	const problems = [];
	try {
		for (const job of promises.accepted.values()) {
			problems.push(...(await verifyJob(queue, directory, job, promises)));
		}
		problems.push(...(await verifyFiles(queue, directory)));
	} finally {
		await queue.close();
	}
	return problems;
}

async function verifyJob(queue, directory, job, { deleting, deleted, finished }) {
	const found = await queue.get(job.id);
	if (found === undefined) return [`lost: ${job.kind} ${job.id} was accepted and is unknown`];
	if (deleted.has(job.id)) {
		return found.state === 'EXPIRED' ? [] : [`${job.id} was deleted and is ${found.state}`];
	}
	if (found.state === 'EXPIRED' && deleting.has(job.id)) return [];
	const problems = [];
	const wrong = (what, has, wanted) => {
		if (JSON.stringify(has) === JSON.stringify(wanted)) return;
		problems.push(
			`${job.kind} ${job.id}: ${what} is ${JSON.stringify(has)}, not ${JSON.stringify(wanted)}`,
		);
	};
	wrong('state', found.state, expectedState(job));
	for (const end of finished.get(job.id) ?? []) {
		wrong('reported end', [end.state, end.result], [found.state, found.result]);
	}
	if (found.state !== 'SUCCESS') return problems;
	wrong('result', found.result, expectedResult(job));
	wrong('number of hits', found.hits, expectedHits(job));
	for (let page = 1; page <= Math.ceil(found.hits / 1000); page++) {
		const ids = (await queue.page(job.id, page))?.ids ?? [];
		const wanted = Math.min(1000, found.hits - (page - 1) * 1000);
		wrong(`size of page ${page}`, ids.length, wanted);
		const odd = [...ids].findIndex(
			(id, n) => id !== hitId(job.payload.seed, (page - 1) * 1000 + n),
		);
		wrong(`first odd id of page ${page}`, odd, -1);
	}
	if (job.kind === 'export') {
		const content = readFileSync(join(directory, 'exports', job.id));
		wrong('file', createHash('sha256').update(content).digest('hex'), found.result.sha256);
	}
	return problems;
}

async function verifyFiles(queue, directory) {
	const problems = [];
	for (const name of readdirSync(join(directory, 'exports'))) {
		const job = await queue.get(name);
		if (job?.state !== 'SUCCESS')
			problems.push(`file ${name} belongs to ${job?.state ?? 'no job'}`);
	}
	return problems;
}
