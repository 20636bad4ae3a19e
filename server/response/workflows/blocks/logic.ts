/** Logic blocks: decision, time delay, end. */
import { z } from 'zod';
import { evaluate } from '../expression/evaluate';
import { ExpressionError, parseExpression } from '../expression/parser';
import { blockType } from './block-type';
import { text, whole } from './fields';

/** Branches on the state of the previous action, as in the product, or on an expression over variables. */
export const decision = blockType({
	type: 'decision',
	title: 'Decision',
	category: 'logic',
	description:
		'Goes on with yes or no: whether the condition holds, or, without one, whether the previous action succeeded.',
	simulated: false,
	parameters: z.strictObject({
		condition: z.string().max(2_000).optional().meta({
			description: 'For instance: incident.severity == "critical" and previous.status == "success"',
		}),
	}),
	literal: ['condition'],
	check: ({ condition }) => {
		if (typeof condition !== 'string') return undefined;
		try {
			parseExpression(condition);
			return undefined;
		} catch (error) {
			if (error instanceof ExpressionError) return `condition: ${error.message}`;
			throw error;
		}
	},
	run: async ({ condition }, { scope }) => {
		const holds =
			condition === undefined
				? scope(['previous', 'status']) === 'success'
				: evaluate(parseExpression(condition), scope);
		return { status: 'branch', holds, output: { holds } };
	},
});

const MINUTE = 60_000;

/** Waits without holding a worker; the wait survives a restart. */
export const timeDelay = blockType({
	type: 'time_delay',
	title: 'Time delay',
	category: 'logic',
	description: 'Goes on after some minutes.',
	simulated: false,
	parameters: z.strictObject({ minutes: whole(0, 43_200, 'a whole number of minutes') }),
	run: async ({ minutes }, { startedAt, now }) => {
		const until = startedAt + minutes * MINUTE;
		if (now < until) return { status: 'wait', until };
		return { status: 'success', output: { waitedMinutes: minutes } };
	},
});

/** Ends the run with a state of choice; without it a run ends well where no block follows. */
export const end = blockType({
	type: 'end',
	title: 'End',
	category: 'logic',
	description: 'Ends the run as a success or a failure.',
	simulated: false,
	parameters: z.strictObject({
		status: z.enum(['success', 'failed'], { error: 'expected success or failed' }),
		message: text('a message', 1_000).default(''),
	}),
	run: async ({ status, message }) => ({
		status: 'end',
		success: status === 'success',
		message,
	}),
});
