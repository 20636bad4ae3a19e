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
