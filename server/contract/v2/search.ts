/**
 * V2 search, synchronous and asynchronous: requests.
 *
 * Unknown keys are refused (assumed), so that a misspelt filter never widens a search unnoticed.
 * Source: https://www.manageengine.com/in/products/eventlog/api/v2/search
 */
import { z } from 'zod';
import { logTypeIds, numericIds } from '../shared/ids';
import { responseType } from '../shared/vocabulary';
import { checkTimeOrder, checkWindowOrCursor, v2Window, v2WindowOrCursor } from './window';
import { windowOrCursorRule } from './window';

const filters = {
	log_source_ids: numericIds()
		.optional()
		.meta({ description: 'Log sources to search, at most 100; all by default', example: [3, 301] }),
	log_types: logTypeIds.optional().meta({
		description: 'Log types to search, at most 100; all by default',
		example: ['Windows'],
	}),
	log_source_group_ids: numericIds()
		.optional()
		.meta({
			description: 'Log source groups to search, at most 100; all by default',
			example: [1],
		}),
	response_type: responseType.optional(),
};

/**
 * Body of `POST /api/v2/search`. With a cursor the other keys are ignored, save `query`, which is an error;
 * `response_type` is then that of the first page.
 */
export const v2SearchRequest = z
	.strictObject({ ...v2WindowOrCursor, ...filters })
	.superRefine(checkWindowOrCursor)
	.meta({ override: windowOrCursorRule });

/** Body of `POST /api/v2/search/async`: the same without a cursor. */
export const v2SearchAsyncRequest = z
	.strictObject({ ...v2Window, ...filters })
	.superRefine(checkTimeOrder);
