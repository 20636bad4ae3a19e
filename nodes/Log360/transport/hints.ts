/** Hints that the node shows beside its output when the server behaved oddly. */
import type { NodeExecutionHint } from 'n8n-workflow';

import type { EarlyEnd } from './pages';

const EARLY_END: Record<EarlyEnd, string> = {
	repeatedPage:
		'The server sent the same page twice, so paging was stopped to avoid duplicates. The output may be incomplete.',
	tooManyPages: 'Paging was stopped after 100,000 pages. Narrow the time range.',
};

export function earlyEndHint(reason: EarlyEnd): NodeExecutionHint {
	return { message: EARLY_END[reason], type: 'warning', location: 'outputPane' };
}

/** Says that the list of incidents lacks what a filter asks for, and how the node made up for it. */
export function untoldHint(details: {
	readonly untold: readonly string[];
	readonly asked: number;
	readonly left: number;
}): NodeExecutionHint {
	const { untold, asked, left } = details;
	const rest =
		left === 0 ? '' : ` ${left} older ones that may match were left out; narrow the other filters.`;
	return {
		message: `The server's list of incidents does not tell ${untold.join(' and ')}, so ${asked} incidents were read one by one.${rest}`,
		type: left === 0 ? 'info' : 'warning',
		location: 'outputPane',
	};
}

/** Shorter waits are not worth a word. */
const TOLD_FROM_MS = 5_000;

/** Says that the execution took long because the server allows so many requests a minute; nothing for a short wait. */
export function limitHint(limitedMs: number): NodeExecutionHint | undefined {
	if (limitedMs < TOLD_FROM_MS) return undefined;
	return {
		message: `${Math.round(limitedMs / 1000)} s of this were spent waiting for the server's limit of requests. Fewer items, or larger pages, need fewer requests.`,
		type: 'info',
		location: 'outputPane',
	};
}
