/** The search query and the cursor, as every search and alert call takes them. */
import { z } from 'zod';

/** The longest query accepted, in UTF-16 units (assumed; a limit of this server's query language). */
export const QUERY_MAX = 16_384;

/** The search query. The empty string and `*` mean everything (observed). */
export const query = z
	.string({ error: 'expected a string, a query such as EVENTID = 4625' })
	.max(QUERY_MAX, { error: `expected at most ${QUERY_MAX} characters` })
	.meta({
		description: 'Search query over server field names; * or the empty string means everything',
		example: 'EVENTID = 16384 AND USERNAME = mhtoc',
	});

/** The cursor of the previous answer; it dies after 5 minutes without use (documented). */
export const cursor = z
	.string({ error: 'expected the cursor of the previous answer' })
	.min(1, { error: 'expected the cursor of the previous answer' })
	.max(262_144, { error: 'expected the cursor of the previous answer' })
	.meta({
		description:
			'Cursor of the previous answer, sent back unchanged; valid for 5 minutes without use',
		example: 'DnF1ZXJ5VGhlbkZldGNo',
	});
