/** A server that is killed while it stores: what it acknowledged is there, what its sender sends again to another server is stored once. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ManualClock } from '../../../server/platform';
import { seeded } from '../../server/jobs/model-run';
import { TestServer } from '../../support/server';
import { tempFolder } from '../../support/temp';
import { onOpenSearch } from '../opensearch/connection';
import { describePostgres } from '../postgres/fixture';
import { clusterOf } from './place';

const EVENTS = 40;
const SENDERS = 3;
/** Longer than the lease of a batch and the time since the clock stands still, ms. */
const LEASE_MS = 600_000;

const batch = (number: number, time: number) =>
	Array.from({ length: EVENTS }, (_, n) =>
		JSON.stringify({
			...{ TIME: time, HOSTNAME: `dc${number}`, LOGTYPE: 'Windows', BATCH: number, N: n },
			// The first one raises an alert.
			...(n === 0 ? { EVENTID: 1102, CHANNEL: 'Security', USERNAME: 'mallory' } : {}),
		}),
	).join('\n');

const children: ChildProcess[] = [];
afterAll(() => children.forEach((child) => child.kill('SIGKILL')));

interface Started {
	readonly child: ChildProcess;
	readonly url: string;
	readonly demoToken: string;
}

/** Starts another server on what the directory stands for. */
async function startProcess(data: string): Promise<Started> {
	const options = {
		...{ data, host: '127.0.0.1', port: 0, empty: true, demoTokens: true, readers: 1 },
		...{ maxBatch: 1024 * 1024, tlsCert: null, tlsKey: null, adminPassword: null },
		...{ logLevel: 'silent', cluster: clusterOf(data) },
		api: {
			...{ pageSize: 1000, v1Envelope: 'results', v1Form: 'client', maxBody: 1024 * 1024 },
			...{ checkAnswers: false, rateLimit: null, maxConcurrentSearches: null, v1Sunset: null },
		},
	};
	const script = join(__dirname, 'server-process.mjs');
	const child = spawn(process.execPath, [script, JSON.stringify(options)], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	children.push(child);
	const [line] = (await once(child.stdout, 'data')) as [Buffer];
	return { child, ...(JSON.parse(String(line)) as Omit<Started, 'child'>) };
}

onOpenSearch('a server that is killed', () => {
	describePostgres('on OpenSearch and PostgreSQL', () => {
		it.each([1, 2])('leaves nothing lost and nothing twice (seed %i)', async (seed) => {
			const random = seeded(seed);
			const data = tempFolder();
			const now = Date.now();
			const other = await TestServer.start({ data, clock: new ManualClock(now) });
			const mortal = await startProcess(data);
			const killAfter = 3 + Math.floor(random() * 6);
			const numbers = { next: 0, acknowledged: 0 };
			const unanswered: number[] = [];
			let killed = false;
			const send = (url: string, token: string, number: number) =>
				fetch(`${url}/ingest`, {
					method: 'POST',
					headers: { authorization: `Bearer ${token}`, 'Idempotency-Key': `batch-${number}` },
					body: batch(number, now),
				});
			await Promise.all(
				Array.from({ length: SENDERS }, async () => {
					while (!killed) {
						const number = numbers.next++;
						const report = await send(mortal.url, mortal.demoToken, number)
							.then((answer) => answer.json())
							.catch(() => undefined);
						if (report === undefined) {
							unanswered.push(number);
							return;
						}
						expect(report).toMatchObject({ stored: EVENTS });
						numbers.acknowledged++;
						// The others are at work at this moment, so the kill meets batches at different points.
						if (numbers.acknowledged === killAfter) {
							killed = true;
							// One at least has no answer, however quick the others are.
							const cut = numbers.next++;
							const sent = send(mortal.url, mortal.demoToken, cut).catch(() =>
								unanswered.push(cut),
							);
							mortal.child.kill('SIGKILL');
							await sent;
						}
					}
				}),
			);
			// Those that were cut off are sent again, to the other server: held until the lease of the dead one is over.
			other.clock.advance(LEASE_MS);
			for (const number of unanswered) {
				const answer = await send(other.url, other.demoToken, number);
				expect(await answer.json()).toMatchObject({ stored: EVENTS });
			}
			expect(unanswered.length).toBeGreaterThan(0);
			const { body } = await other.search({ query: 'BATCH >= 0' });
			expect(body.meta.total_items).toBe(numbers.next * EVENTS);
			const { body: alerts } = await other.call('/api/v2/alerts', {
				body: {
					query: '*',
					start_time: '2000-01-01T00:00:00Z',
					end_time: '2100-01-01T00:00:00Z',
				},
			});
			const hosts = alerts.data.hits.map(({ HOSTNAME }: { HOSTNAME: string }) => HOSTNAME).sort();
			const expected = Array.from({ length: numbers.next }, (_, number) => `dc${number}`).sort();
			expect(hosts).toEqual(expected);
			expect(other.faults).toEqual([]);
		});
	});
});
