/** The rule that V2 searches and alerts share: a query with its times, or a cursor. */
import { z } from 'zod';
import { cursor, query } from '../shared/query';
import { v2Time } from '../shared/time';

/** The keys of a first page. */
export const v2Window = {
	query,
	start_time: v2Time,
	end_time: v2Time,
};

/** The same keys where a cursor may stand for them. */
export const v2WindowOrCursor = {
	query: query.optional(),
	start_time: v2Time.optional(),
	end_time: v2Time.optional(),
	cursor: cursor.optional(),
};

interface WindowOrCursor {
	query?: string | undefined;
	start_time?: number | undefined;
	end_time?: number | undefined;
	cursor?: string | undefined;
}

const REQUIRED = ['query', 'start_time', 'end_time'] as const;

/** Refuses a start after the end. The vendor is silent; that it is an error is assumed. */
export function checkTimeOrder(body: WindowOrCursor, ctx: z.RefinementCtx): void {
	if (body.start_time === undefined || body.end_time === undefined) return;
	if (body.start_time <= body.end_time) return;
	ctx.addIssue({
		code: 'custom',
		path: ['start_time'],
		message: 'expected a time not later than end_time',
		params: { code: 'time_order' },
	});
}

/** Refuses a query beside a cursor, and a first page without query and times (documented). */
export function checkWindowOrCursor(body: WindowOrCursor, ctx: z.RefinementCtx): void {
	if (body.cursor !== undefined) {
		if (body.query === undefined) return;
		ctx.addIssue({
			code: 'custom',
			path: ['query'],
			message: 'must not be sent together with cursor',
			params: { code: 'cursor_with_query' },
		});
		return;
	}
	for (const key of REQUIRED.filter((name) => body[name] === undefined)) {
		ctx.addIssue({
			code: 'custom',
			path: [key],
			message: 'is required unless cursor is sent',
			params: { code: 'invalid_parameter' },
		});
	}
	checkTimeOrder(body, ctx);
}

/** The same rule for the OpenAPI document, where it has to be said in JSON Schema. */
export const windowOrCursorRule = {
	anyOf: [{ required: ['cursor'], not: { required: ['query'] } }, { required: [...REQUIRED] }],
	not: { required: ['query', 'cursor'] },
};
