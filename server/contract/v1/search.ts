/**
 * V1 search, synchronous and asynchronous: requests and answers.
 *
 * Sources: https://www.manageengine.com/log-management/help/api-settings/synchronous-search.html and
 * https://www.manageengine.com/log-management/help/api-settings/asynchronous-search.html
 */
import { z } from 'zod';
import { v1List } from '../shared/ids';
import { cursor, query } from '../shared/query';
import { v1Time } from '../shared/time';
import { hits } from '../shared/hit';
import { requestId } from '../shared/ids';

/** The time range that searches and alerts share; `from` later than `to` matches nothing, as the vendor's own
 * sample sends it so. */
export const v1Range = {
	from: v1Time.optional().meta({ description: 'Start, Unix ms; 24 hours ago by default' }),
	to: v1Time.optional().meta({
		description:
			"End, Unix ms; now by default. A range that starts after its end finds nothing; the vendor's own sample has one, which is not to be copied",
	}),
};

const filters = {
	query: query.default('*'),
	hosts: v1List('host ids')
		.optional()
		.meta({
			description: 'Hosts to search (host_id of the log sources); all by default',
			example: [3, 301],
		}),
	groups: v1List('groups')
		.optional()
		.meta({
			description: 'Device groups to search; all by default',
			example: ['WindowsGroup'],
		}),
	...v1Range,
};

/** Body of `POST /RestAPI/v1/search`; with a cursor the rest is ignored. Unknown keys are ignored (assumed). */
export const v1SearchRequest = z.object({ ...filters, cursor: cursor.optional() });

/** Body of `POST /RestAPI/v1/search/async`. */
export const v1SearchAsyncRequest = z.object(filters);

const count = z.int().min(0);

/** The envelope observed on a real server: `results` beside the cursor. */
const v1ResultsEnvelope = z
	.strictObject({
		cursor: cursor.optional(),
		results: z.strictObject({
			hits,
			total_hits: count.meta({ description: 'All hits of the search' }),
			hits_count_in_current_page: count,
		}),
	})
	.meta({ description: 'Observed form; the default' });

/** The envelope as documented: `hits` within `hits`. Given under `--v1-envelope=hits`. */
const v1HitsEnvelope = z
	.strictObject({
		cursor: cursor.optional(),
		hits: z.strictObject({ hits, hits_count_in_current_page: count }),
	})
	.meta({ description: 'Documented form; given under --v1-envelope=hits' });

/** Answer of the synchronous calls: `cursor` is there as long as more hits exist. */
export const v1SearchResponse = z.union([v1ResultsEnvelope, v1HitsEnvelope]);

/** Answer of the asynchronous calls. */
export const v1RequestIdResponse = z.strictObject({ request_id: requestId });
