/** What every job queue must do: one suite, run on each implementation. */
import { type OpenedQueue, queueBench } from './queue-conformance/bench';
import { describeEnding } from './queue-conformance/ending';
import { describeReopened } from './queue-conformance/reopened';
import { describeResults } from './queue-conformance/results';
import { describeRunning } from './queue-conformance/running';
import { describeWaiting } from './queue-conformance/waiting';

/** Declares the suite for one implementation. */
export function describeJobQueue(name: string, open: () => Promise<OpenedQueue>): void {
	describe(`${name} keeps the contract of JobQueue`, () => {
		const bench = queueBench(open);
		describeWaiting(bench);
		describeRunning(bench);
		describeResults(bench);
		describeEnding(bench);
		describeReopened(bench);
	});
}
