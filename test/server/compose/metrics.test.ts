import { registerMetrics } from '../../../server/compose/metrics';
import { Metrics } from '../../../server/http';
import type { KeptEvents } from '../../../server/logs/store';

const KEPT: KeptEvents = {
	...{ events: 9, oldest: 1_000, arrivedSince: 2_000, bytes: 30, freeBytes: 4 },
	...{ toCompress: null, toCompressAnew: null, toList: null, toColumn: null },
	toMerge: { left: 8_192, total: 40_960 },
	merged: { count: 2, at: 5_000, bytes: 12_288, tookMs: 1_500, workMs: 250 },
	removed: { age: 0, size: 0 },
};

/** Metrics of a store that answers these, one after another. */
function metricsOver(answers: (KeptEvents | Error)[], logBytes?: () => Promise<number>) {
	const metrics = new Metrics();
	const kept = jest.fn(() => {
		const next = answers.shift();
		return next instanceof Error || next === undefined
			? Promise.reject(next ?? new Error('asked once more'))
			: Promise.resolve(next);
	});
	registerMetrics(metrics, {
		events: { count: () => Promise.resolve(9), overflow: () => Promise.resolve({} as never) },
		engine: { runningJobs: 0 },
		jobs: { refused: 0 },
		ingest: { totals: {}, slowRules: () => 0 } as never,
		retention: { kept },
		syslog: {} as never,
		logBytes,
	});
	const scrape = async () =>
		Object.fromEntries(
			[...(await metrics.registry.metrics()).matchAll(/^log360_(\S+) (\S+)$/gm)].map(
				([, name, value]) => [name as string, Number(value)],
			),
		);
	return { metrics, kept, scrape };
}

it('tells of merging the index: how far it is, and how long the last merge took', async () => {
	const { metrics, scrape } = metricsOver([
		KEPT,
		{ ...KEPT, toMerge: null },
		{ ...KEPT, toMerge: null, merged: null },
	]);
	const last = {
		events_index_merges: 2,
		events_index_merged_timestamp_seconds: 5,
		events_index_merged_bytes: 12_288,
		events_index_merged_seconds: 1.5,
		events_index_merged_work_seconds: 0.25,
	};
	expect(await scrape()).toMatchObject({ events_index_to_merge_bytes: 8_192, ...last });
	expect(await scrape()).toMatchObject({ events_index_to_merge_bytes: 0, ...last });
	const none = Object.fromEntries(Object.keys(last).map((name) => [name, 0]));
	expect(await scrape()).toMatchObject({ events_index_to_merge_bytes: 0, ...none });
	metrics.close();
});

it('asks once a scrape what is kept, and again after a failure', async () => {
	const { metrics, kept, scrape } = metricsOver([KEPT, new Error('busy'), { ...KEPT, bytes: 31 }]);
	expect(await scrape()).toMatchObject({ events_bytes: 30, events_free_bytes: 4 });
	expect(kept).toHaveBeenCalledTimes(1);
	expect(await scrape()).toMatchObject({ events_bytes: 30, events_free_bytes: 4 });
	expect(kept).toHaveBeenCalledTimes(2);
	expect(await scrape()).toMatchObject({ events_bytes: 31, events_free_bytes: 4 });
	expect(kept).toHaveBeenCalledTimes(3);
	metrics.close();
});

it('tells how large the logs of databases are, where they are of this server', async () => {
	const { metrics, scrape } = metricsOver([KEPT], () => Promise.resolve(77));
	expect(await scrape()).toMatchObject({ write_ahead_log_bytes: 77 });
	metrics.close();
	const other = metricsOver([KEPT]);
	expect(await other.scrape()).not.toHaveProperty('write_ahead_log_bytes');
	other.metrics.close();
});
