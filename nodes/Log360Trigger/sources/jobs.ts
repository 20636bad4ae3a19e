/** Background jobs that have ended. */
import { fetchJobs, jobRecord } from '../../Log360/transport/jobs';
import type { Source } from './source';

export const jobs: Source = {
	async fetch({ context, client, window, limit }) {
		const found = await fetchJobs(client, { node: context.getNode(), item: 0 });
		const sightings = found
			.filter((job) => job.state !== 'running')
			.map((job) => {
				const record = jobRecord(job);
				const time = Date.parse(String(record.lastSyncedAt ?? record.submittedAt ?? ''));
				return { fingerprint: job.id, time: Number.isNaN(time) ? window.now : time, record };
			});
		return sightings.sort((one, other) => other.time - one.time).slice(0, limit);
	},
};
