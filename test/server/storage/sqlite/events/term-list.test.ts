/** Where FTS5's records are written in a way that is not known, its own list of terms answers the same. */
import type { LogEvent } from '../../../../../server/logs/events';
import { HOUR, T0 } from './support/arbitraries';
import { StoreBench } from './support/store-bench';

jest.mock('../../../../../server/storage/sqlite/events/segments/probe', () => ({
	readsSegments: () => false,
}));

it("finds ranges, networks and wildcards by FTS5's list of terms", () => {
	const bench = new StoreBench();
	bench.append(
		Array.from(
			{ length: 900 },
			(_, n): LogEvent => ({
				time: T0 + n,
				fields: {
					HOSTNAME: 'h',
					BYTES: n % 2 === 0 ? n : `${n}.50`,
					REMOTEIP: `10.0.${n % 4}.${n % 250}`,
					OBJECT: n % 3 === 0 ? `${'x'.repeat(125)}${n}` : `0x${n.toString(16)} of\ta ${n}`,
				},
			}),
		),
	);
	bench.reopen('UPDATE field SET wide = 1; DELETE FROM tally_value;');
	for (const query of [
		'BYTES >= 800',
		'BYTES >= 10',
		'REMOTEIP = 10.0.2.0/24',
		'OBJECT = *1*',
		'BYTES = *7*',
	])
		bench.expectSame({ query, from: 0, to: T0 + HOUR, groupBy: [], limit: 10 });
	bench.close();
});
