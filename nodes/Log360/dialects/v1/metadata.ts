/** V1 lists of log sources, fields and types, and product details (documented). */
import type { Call } from '../../transport/call';
import type { Window } from '../dialect';
import { read } from './call';

export function logSources({ from, size }: Window): Call {
	return read('list log sources', '/meta/log_sources', { query: { from, to: from + size - 1 } });
}

export function logTypes(): Call {
	return read('list log types', '/meta/log_types');
}

export function logFields(): Call {
	return read('list log fields', '/meta/log_fields');
}

export function productDetails(): Call {
	return read('get product details', '/product/details');
}
