/** Jobs of a whole server over HTTP on a million stored events: a large result, and small searches behind a large one. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Dialect, JobClient, type ListedJob } from './jobs-client.mts';
import type { Verdicts } from './jobs-verdict.mts';
import type { BenchServer } from './support/server.mts';
import { median, ms, timed } from './support/stats.mts';

/** Answers soon, out of the index. */
export const SMALL = 'EVENTID = 4625 AND RESULT = failure';
/** Every event has to be read and looked at: the index knows no middle of a word. */
const LARGE = 'RAWLOG = *no*where*';
const SMALL_SEARCHES = 50;
const DIALECTS: readonly Dialect[] = ['v2', 'v1'];

/** Resolves with the job once it is over. */
export async function ended(server: BenchServer, id: string): Promise<ListedJob> {
	const client = new JobClient(server, 'v2');
	for (;;) {
		const [job] = await client.jobs(id);
		if (job === undefined || job.stage === 'FAILED') throw new Error(`Job ${id} failed`);
		if (job.stage === 'SUCCESS') return job;
		await sleep(20);
	}
}

/** A search that finds all `events`, and its first and last page in turn. */
export async function largeResult(
	server: BenchServer,
	events: number,
	verdicts: Verdicts,
): Promise<void> {
	const legacy = new JobClient(server, 'v1');
	const { time, value: job } = await timed(async () => ended(server, await legacy.submit('*')));
	if (job.hits_done !== events) throw new Error(`The search found ${job.hits_done} hits`);
	verdicts.tell(`a search of ${events} hits takes ${ms(time)} over HTTP, to its end`);
	const pages = Math.ceil(events / 1_000);
	for (const dialect of DIALECTS) {
		const client = new JobClient(server, dialect);
		const times = { first: [] as number[], last: [] as number[] };
		for (let n = 0; n < 220; n++) {
			const first = await timed(() => client.page(job.request_id, 1));
			const last = await timed(() => client.page(job.request_id, pages));
			if (n < 20) continue;
			times.first.push(first.time);
			times.last.push(last.time);
		}
		const [first, last] = [median(times.first), median(times.last)];
		verdicts.judge(
			`page ${pages} against page 1 over HTTP, ${dialect.toUpperCase()}, median of 200`,
			`${(last / first).toFixed(2)}x (${ms(last)} : ${ms(first)})`,
			'1.2x',
			last / first <= 1.2,
		);
	}
	const { time: deleting } = await timed(() => legacy.delete(job.request_id));
	verdicts.tell(`deleting its results takes ${ms(deleting)}`);
}

/** Small searches of the same token and of another one behind a search that reads every event. */
export async function smallBehindLarge(server: BenchServer, verdicts: Verdicts): Promise<void> {
	const legacy = new JobClient(server, 'v1');
	const alone = await timed(async () => ended(server, await legacy.submit(LARGE)));
	verdicts.tell(`the large search takes ${ms(alone.time)} by itself`);
	if (alone.time < 5_000) throw new Error('The large search has to take 5 s at least');
	for (const dialect of DIALECTS) {
		const large = await legacy.submit(LARGE);
		await sleep(200);
		const client = new JobClient(server, dialect);
		const { time, value: jobs } = await timed(async () => {
			const ids = await Promise.all(
				Array.from({ length: SMALL_SEARCHES }, () => client.submit(SMALL)),
			);
			return Promise.all(ids.map((id) => ended(server, id)));
		});
		const whose = dialect === 'v1' ? 'of the same token' : 'of another token';
		const waits = jobs.map(
			(job) => Date.parse(job.started_at ?? '') - Date.parse(job.submitted_at),
		);
		const worst = Math.max(...waits);
		verdicts.judge(
			`${SMALL_SEARCHES} small searches ${whose} behind a large one, slowest start`,
			ms(worst),
			'100 ms',
			worst <= 100,
		);
		verdicts.tell(`median start ${ms(median(waits))}; all have ended after ${ms(time)}`);
		const [running] = await new JobClient(server, 'v2').jobs(large);
		if (running?.stage !== 'RUNNING') throw new Error('The large search has ended too early');
		await legacy.delete(large);
	}
}

/** How soon the query of a job ends that is deleted while it runs. */
export async function deletedWhileRunning(server: BenchServer, verdicts: Verdicts): Promise<void> {
	const legacy = new JobClient(server, 'v1');
	const ends: number[] = [];
	const answers: number[] = [];
	for (let n = 0; n < 9; n++) {
		const large = await legacy.submit(LARGE);
		await sleep(300);
		const { answered, idle } = await deletion(server, large);
		answers.push(answered);
		ends.push(idle);
	}
	verdicts.judge(
		'from deleting a large search to the end of its work, median of 9',
		`${ms(median(ends))}, slowest ${ms(Math.max(...ends))}`,
		'100 ms',
		median(ends) <= 100,
	);
	verdicts.tell(`the call is answered after ${ms(median(answers))}`);
}

/** From the call to its answer, and to the last moment in which the scanning thread had work; ms. */
async function deletion(
	server: BenchServer,
	id: string,
): Promise<{ answered: number; idle: number }> {
	const busy = scannerTime(server.pid);
	const asked = performance.now();
	const deleting = timed(() => new JobClient(server, 'v1').delete(id));
	let last = asked;
	let before = busy();
	while (performance.now() - last < 300) {
		await sleep(1);
		const now = busy();
		// Waking up for nothing takes some microseconds.
		if (now - before > 100_000) last = performance.now();
		before = now;
	}
	return { answered: (await deleting).time, idle: last - asked };
}

/** Reads the processor time of the scanning thread so far, ns (Linux). */
function scannerTime(pid: number): () => number {
	const tasks = `/proc/${pid}/task`;
	const thread = readdirSync(tasks).find((task) =>
		readFileSync(`${tasks}/${task}/comm`, 'utf8').startsWith('event-scanner'),
	);
	if (thread === undefined) throw new Error('The server has no scanning thread');
	return () => Number(readFileSync(`${tasks}/${thread}/schedstat`, 'utf8').split(' ')[0]);
}
