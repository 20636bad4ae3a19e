/** Headings of errors: the names of HTTP's statuses, and what the vendor's products call them. */

/**
 * The status that a heading means, in lower case. Products of the vendor's family number their errors in ways of their own
 * (`00000104` in one, `10001015` in another), so that headings are what can be relied on where the status does not tell.
 */
const STATUS_OF: ReadonlyMap<string, number> = new Map([
	['bad request', 400],
	// Documented for sibling products, as are the others with that mark.
	['invalid parameter', 400],
	['unauthorized', 401],
	['unauthorised', 401],
	['forbidden', 403],
	['not found', 404],
	// Documented for sibling products: an address that does not exist, where an unknown id is "Not Found".
	['page not found', 404],
	['method not allowed', 405],
	// Documented for sibling products.
	['unsupported http method', 405],
	['conflict', 409],
	['gone', 410],
	['length required', 411],
	// Documented for sibling products.
	['content length is required', 411],
	['payload too large', 413],
	['content too large', 413],
	['request entity too large', 413],
	['unsupported media type', 415],
	['unprocessable', 422],
	['unprocessable entity', 422],
	// Documented for sibling products.
	['unprocessable content', 422],
	['too many requests', 429],
	['internal server error', 500],
	['bad gateway', 502],
	['service unavailable', 503],
	['gateway timeout', 504],
	['gateway time-out', 504],
	['insufficient storage', 507],
]);

/** The HTTP status that a heading names, and `undefined` for one that says something of its own. */
export function statusOfTitle(title: string | undefined): number | undefined {
	return title === undefined ? undefined : STATUS_OF.get(bare(title));
}

/** Whether a heading says that the address is not there, rather than something that an id names. */
export function isPageNotFound(title: string | undefined): boolean {
	return title !== undefined && bare(title) === 'page not found';
}

function bare(title: string): string {
	return title.trim().replace(/\.$/, '').toLowerCase();
}
