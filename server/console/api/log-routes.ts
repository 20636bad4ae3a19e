/** The console's route about log lines: reads what is pasted as the ingest would, and stores nothing. */
import { bodyOf } from '../../http';
import { ingestRequest } from '../../contract';
import { type IngestService, parseZone } from '../../logs/ingest';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';

/** Most characters of a text: as a JSON string it fits into a request's 64 KiB, unless nearly all are escaped. */
const LONGEST = 32_768;

const explainBody = ingestRequest.extend({
	text: z
		.string({ error: 'expected log lines' })
		.max(LONGEST, { error: `expected at most ${LONGEST} characters` })
		.refine((text) => text.trim() !== '', { error: 'expected at least one line' }),
});

/** What the route works on. */
export interface LogRouteParts {
	readonly ingest: Pick<IngestService, 'explain'>;
}

/** Adds the route. */
export function logRoutes(router: Router, { ingest }: LogRouteParts): void {
	router.post('/logs/explain', async (ctx: Context) => {
		const { text, tz, date_order: dateOrder, ...options } = bodyOf(ctx, explainBody);
		const timeZone = tz === undefined ? undefined : parseZone(tz);
		ctx.body = await ingest.explain(text, { ...options, dateOrder, timeZone });
	});
}
