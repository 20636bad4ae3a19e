/** V2's envelope: `data` and `meta`, and the pages of lists and of hits. */
import { z } from 'zod';
import { hits } from '../shared/hit';
import { requestId } from '../shared/ids';
import { wireInteger } from '../shared/integer';
import { cursor } from '../shared/query';

const count = z.int().min(0);

/** Answer of a synchronous search: `meta.cursor` is there as long as more hits exist (observed). */
export const v2HitsResponse = z.strictObject({
	data: z.strictObject({ hits }),
	meta: z.strictObject({
		cursor: cursor.optional(),
		total_items: count.meta({ description: 'All hits of the search' }),
		items_in_current_page: count,
	}),
});

/** Answer that starts a job. */
export const v2RequestIdResponse = z.strictObject({
	data: z.strictObject({ request_id: requestId }),
});

/** Query of a V2 list: documented for Cloud reports (default 50, at most 1000), assumed for the others. */
export const v2PageQuery = {
	from: wireInteger(1, 1_000_000_000)
		.prefault(1)
		.meta({ description: 'Position of the first item, counted from 1', example: 1 }),
	limit: wireInteger(1, 1000)
		.prefault(50)
		.meta({ description: 'Most items in the answer', example: 50 }),
};

/**
 * Answer that lists things under their own key in `data`, as the vendor's `data.Accounts` and `data.jobs` do.
 *
 * @param key key in `data`
 * @param item schema of one thing
 */
export function v2ListResponse<K extends string, T extends z.ZodType>(key: K, item: T) {
	const data = { [key]: z.array(item) } as Record<K, z.ZodArray<T>>;
	return z.strictObject({
		data: z.strictObject(data),
		meta: z.strictObject({ total_items: count, items_in_current_page: count }),
	});
}

/**
 * Answer that gives one thing as `data`.
 *
 * @param item schema of the thing
 */
export function v2DataResponse<T extends z.ZodType>(item: T) {
	return z.strictObject({ data: item });
}

/** Answer of a change that has nothing to show but a sentence (assumed). */
export const v2MessageResponse = v2DataResponse(z.strictObject({ message: z.string() }));
