/** What a job with a million hits adds to the peak of a server's memory. */
import { readFileSync } from 'node:fs';
import { JobClient } from './jobs-client.mts';
import { ended, SMALL } from './jobs-server.mts';
import type { Verdicts } from './jobs-verdict.mts';
import { startServer } from './support/server.mts';
import { median } from './support/stats.mts';

const ROUNDS = 3;

/** MB. */
interface Memory {
	/** Largest resident set so far, files that are mapped included. */
	readonly peak: number;
	/** Resident now and not backed by files. */
	readonly own: number;
}

/** Peaks of a server that has a job that finds all `events`, and of the same server without it. */
export async function memoryOfLargeJob(
	data: string,
	events: number,
	verdicts: Verdicts,
): Promise<void> {
	const added: number[] = [];
	for (let round = 1; round <= ROUNDS; round++) {
		const without = await memoryAfter(data, [SMALL]);
		const having = await memoryAfter(data, [SMALL, '*']);
		added.push(having.peak - without.peak);
		verdicts.tell(
			`round ${round}: peak ${without.peak.toFixed(0)} MB without it, ${having.peak.toFixed(0)} MB with it; ` +
				`not backed by files at the end ${without.own.toFixed(0)} and ${having.own.toFixed(0)} MB`,
		);
	}
	const value = median(added);
	verdicts.judge(
		`a job of ${events} hits adds to the peak of the server's memory, median of ${ROUNDS}`,
		`${value.toFixed(1)} MB`,
		'100 MB',
		value < 100,
	);
}

async function memoryAfter(data: string, queries: readonly string[]): Promise<Memory> {
	const server = await startServer(data);
	try {
		const client = new JobClient(server, 'v1');
		for (const query of queries) {
			const id = await client.submit(query);
			await ended(server, id);
			await client.page(id, 1);
		}
		return memoryOf(server.pid);
	} finally {
		await server.stop();
	}
}

/** From the kernel (Linux). */
function memoryOf(pid: number): Memory {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const read = (name: string) =>
		(Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024) / 1e6;
	return { peak: read('VmHWM'), own: read('RssAnon') };
}
