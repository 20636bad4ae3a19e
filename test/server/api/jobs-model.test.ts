/**
 * Random sequences of submit, poll, page, delete, failure, ingest, time and restart over HTTP, in both dialects,
 * against a model.
 *
 * `MODEL_SEQUENCES=10000` for the long run, `MODEL_SEED=n MODEL_SEQUENCES=1` to replay a difference.
 */
import type { Scope } from '../../../server/tokens/scopes';
import { TestServer } from '../../support/server';
import { seeded } from '../jobs/model-run';
import { JobCaller } from './jobs-dialects';
import { PAGE_SIZE } from './jobs-model';
import { HttpModelRun, type Lab } from './jobs-model-run';

jest.mock('../../../server/search/event-source', () => {
	const { eventSource } = jest.requireActual('../../../server/search/event-source');
	const { gated } = jest.requireActual('./jobs-gate');
	return { eventSource: (store: unknown) => gated(eventSource(store)) };
});

const SEQUENCES = Number(process.env['MODEL_SEQUENCES'] ?? 24);
const SEED = Number(process.env['MODEL_SEED'] ?? 20_260_101);
const COMMANDS = 40;
/** The store grows with every sequence, so a long run begins anew from time to time. */
const SEQUENCES_PER_FOLDER = 250;
const SCOPES: readonly Scope[] = ['search.READ', 'jobs.READ', 'jobs.DELETE'];
const OPTIONS = { api: { pageSize: PAGE_SIZE } };

async function makeLab(): Promise<Lab> {
	const first = await TestServer.start(OPTIONS);
	const lab: Lab = {
		server: first,
		restart: async () => void (lab.server = await lab.server.restart(OPTIONS)),
		serial: 0,
		actors: [],
	};
	const caller = (dialect: 'v1' | 'v2', token: string) =>
		new JobCaller(() => lab.server, dialect, token);
	const actors = [
		{ name: 'legacy', admin: false, caller: caller('v1', first.v1Token) },
		{ name: 'admin', admin: true, caller: caller('v2', first.demoToken) },
		{ name: 'ann', admin: false, caller: caller('v2', await first.tokenWith(SCOPES)) },
	];
	return Object.assign(lab, { actors });
}

test(
	`${SEQUENCES} sequences from seed ${SEED} show no difference`,
	async () => {
		let lab = await makeLab();
		for (let n = 0; n < SEQUENCES; n++) {
			if (n > 0 && n % SEQUENCES_PER_FOLDER === 0) {
				await lab.server.close();
				lab = await makeLab();
			}
			const seed = SEED + n;
			const run = new HttpModelRun(seeded(seed), lab, `q${seed}`);
			await run.run(COMMANDS).catch((error: Error) => {
				error.message = `MODEL_SEED=${seed}: ${error.message}`;
				throw error;
			});
			expect(lab.server.faults).toEqual([]);
		}
	},
	Math.max(120_000, SEQUENCES * 5_000),
);
