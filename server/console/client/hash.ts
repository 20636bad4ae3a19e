/** Addresses of the console's pages: `#/incidents/12?status=open`. */

/** A parsed address. */
export interface Place {
	/** Decoded segments. */
	readonly path: readonly string[];
	readonly query: Readonly<Record<string, string>>;
}

/** What a query may hold; undefined and empty values are left out. */
export type QueryValues = Readonly<Record<string, string | number | undefined>>;

/** Reads the address of a page, with or without the leading `#`. */
export function parseHash(hash: string): Place {
	const [path = '', query = ''] = split(hash.replace(/^#?\/?/, ''), '?');
	return {
		path: path
			.split('/')
			.filter((segment) => segment !== '')
			.map(decoded),
		query: Object.fromEntries(new URLSearchParams(query)),
	};
}

/** Writes the address of a page. */
export function toHash(path: readonly (string | number)[], query: QueryValues = {}): string {
	const kept = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
	const search = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString();
	const segments = path.map((segment) => encodeURIComponent(segment)).join('/');
	return `#/${segments}${search === '' ? '' : `?${search}`}`;
}

/**
 * The parameters of `path` when it fits a pattern such as `incidents/:id`, else undefined.
 */
export function match(
	pattern: string,
	path: readonly string[],
): Readonly<Record<string, string>> | undefined {
	const wanted = pattern.split('/').filter((segment) => segment !== '');
	if (wanted.length !== path.length) return undefined;
	const parameters: Record<string, string> = {};
	for (const [index, segment] of wanted.entries()) {
		const given = path[index] ?? '';
		if (segment.startsWith(':')) parameters[segment.slice(1)] = given;
		else if (segment !== given) return undefined;
	}
	return parameters;
}

function split(text: string, mark: string): [string, string] {
	const at = text.indexOf(mark);
	return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** A segment that a person has mistyped must not break the page. */
function decoded(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}
