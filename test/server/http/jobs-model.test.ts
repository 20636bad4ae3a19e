/**
 * Random sequences of submit, poll, page, delete, failure, ingest, time and crash over HTTP, in both dialects,
 * against a model.
 *
 * `MODEL_SEQUENCES=10000` for more of them, `MODEL_SEED=n MODEL_SEQUENCES=12` to replay a difference.
 */
import { runs } from '../../support/runs';
import { Lab } from './jobs-lab';
import { SequenceGroup } from './jobs-model-group';

jest.mock('../../../server/logs/search/event-source', () => {
	const { eventSource } = jest.requireActual('../../../server/logs/search/event-source');
	const { gated } = jest.requireActual('./jobs-gate');
	return { eventSource: (store: unknown) => gated(eventSource(store)) };
});
// No job of the test is to wait for a place: the model does not know of places.
jest.mock('../../../server/jobs/kinds', () => {
	const kinds = jest.requireActual('../../../server/jobs/kinds');
	const makeKind = (name: string, handler: unknown, options: object) =>
		kinds.makeKind(name, handler, { ...options, concurrency: 1_000, perOwner: 1_000 });
	return { ...kinds, makeKind };
});

const SEQUENCES = Number(process.env['MODEL_SEQUENCES'] ?? runs(24, 8));
const SEED = Number(process.env['MODEL_SEED'] ?? 20_260_101);
const SEQUENCES_PER_GROUP = 12;
/** The store grows with every sequence, so a long run begins anew from time to time. */
const GROUPS_PER_FOLDER = 25;

test(`${SEQUENCES} sequences from seed ${SEED} show no difference`, async () => {
	let lab = await Lab.start();
	for (let done = 0; done < SEQUENCES; done += SEQUENCES_PER_GROUP) {
		const count = Math.min(SEQUENCES_PER_GROUP, SEQUENCES - done);
		const seeds = Array.from({ length: count }, (_, n) => SEED + done + n);
		await new SequenceGroup(lab, seeds).run().catch((error: Error) => {
			error.message = `MODEL_SEED=${seeds[0]} MODEL_SEQUENCES=${count}: ${error.message}`;
			throw error;
		});
		expect(lab.server.faults).toEqual([]);
		if ((done / SEQUENCES_PER_GROUP + 1) % GROUPS_PER_FOLDER === 0) {
			process.stderr.write(`${done + count} sequences without a difference\n`);
			await lab.close();
			lab = await Lab.start();
		}
	}
	await lab.close();
});
