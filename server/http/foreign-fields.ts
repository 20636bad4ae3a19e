/** Refuses a query for a field that no event has and that another product calls one of ours: it could never have a hit. */
import { excerpt, fieldsOf, ownNameOf, parseQuery, QuerySyntaxError } from '../logs/query';
import type { EventStore } from '../logs/store';

/**
 * Names with dots never get here: the parser refuses them. Those without, such as `src_ip`, may be fields of JSON events.
 *
 * @throws QuerySyntaxError also for what is no query
 */
export async function refuseForeignFields(
	store: Pick<EventStore, 'fields'>,
	query: string,
): Promise<void> {
	// The commonest query names none, and need not be read twice.
	if (query === '*') return;
	const foreign = fieldsOf(parseQuery(query)).filter((name) => {
		const own = ownNameOf(name);
		return own !== undefined && own !== name;
	});
	// Most queries end here: the list of fields is not asked for.
	if (foreign.length === 0) return;
	const known = new Set((await store.fields()).map(({ server }) => server));
	const name = foreign.find((each) => !known.has(each));
	if (name === undefined) return;
	const position = Math.max(0, query.search(new RegExp(`\\b${name}\\b`, 'i')));
	throw new QuerySyntaxError({
		...{ query, position },
		found: excerpt(query.slice(position, position + name.length)),
		expected: ['a field that events have'],
		hint: `No event has it; this field is called ${ownNameOf(name)}`,
	});
}
