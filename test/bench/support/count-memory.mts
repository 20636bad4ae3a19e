/** What a server's memory comes to over pages and counts of a whole store. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CONDITIONS, log360Query } from '../engines/conditions.mts';
import { FROM, TO } from './corpus.mts';
import { call, residentMemory, startServer } from './server.mts';

const WINDOW = {
	start_time: new Date(FROM).toISOString(),
	end_time: new Date(TO).toISOString(),
};
/** Number, 24 buckets of the 30 days, and top ten users. */
const COUNTS = [{}, { interval: '30h' }, { group_by: ['USERNAME'], limit: 10 }];
const ROUNDS = 2;
/** A thread without work collects its garbage within some seconds. */
const REST_MS = 30_000;

/** Resident memory of one server, MiB. */
export interface CountMemory {
	/** After the first page and total of each condition, twice. */
	readonly pages: number;
	/** After number, buckets and top users of each, twice. */
	readonly counts: number;
	/** Half a minute later. */
	readonly rested: number;
	/** The most that it ever was. */
	readonly most: number;
}

/** Asks a server of its own for all of that. @param folder of the store */
export async function countMemory(folder: string): Promise<CountMemory> {
	const server = await startServer(folder);
	try {
		const ask = (path: string, body: object) =>
			call(`${server.url}${path}`, server.demoToken, JSON.stringify({ ...WINDOW, ...body }));
		const mib = () => residentMemory(server.pid) / 2 ** 20;
		const queries = CONDITIONS.map(log360Query);
		for (let round = 0; round < ROUNDS; round++)
			for (const query of queries) await ask('/api/v2/search', { query });
		const pages = mib();
		for (let round = 0; round < ROUNDS; round++)
			for (const query of queries)
				for (const count of COUNTS) await ask('/api/v2/search/aggregate', { query, ...count });
		const counts = mib();
		await sleep(REST_MS);
		return { pages, counts, rested: mib(), most: mostResident(server.pid) };
	} finally {
		await server.stop();
	}
}

function mostResident(pid: number): number {
	const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
	return Number(line?.[1]) / 1024;
}
