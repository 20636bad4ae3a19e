/** Extension: judges a query: syntax, fields that nothing has, number of hits. */
import { ALERT_FIELDS, type AlertStore } from '../../detection';
import { displayName } from '../../logs/events';
import type { EventStore } from '../../logs/store';
import { fieldsOf, ownNameOf, parseQuery, type Query, QuerySyntaxError } from '../../logs/query';
import { suggest } from '../../platform';
import type { Call, Handlers } from '../endpoint';
import { requireScope } from '../require-scope';
import { type Count, countOf } from './count';

/** Where queries search. */
export interface CheckQueryOptions {
	readonly store: Pick<EventStore, 'fields' | 'search'>;
	readonly alerts: Pick<AlertStore, 'search'>;
}

type Body = Call<'server.search.check'>['body'];

/** Handler of `POST /api/v2/search/check`. */
export function searchExtensions(options: CheckQueryOptions): Handlers {
	return {
		'server.search.check': async ({ body, token }) => {
			if (body.target === 'alerts') requireScope(token, 'alerts.READ');
			const parsed = parsedOf(body.query);
			if (parsed instanceof QuerySyntaxError) {
				const { message, position } = parsed;
				return { data: { valid: false, error: message, position: position + 1 } };
			}
			const fields = await checkedFields(parsed, options, body.target);
			const hits = await hitsOf(body, options);
			return {
				data: {
					valid: true,
					everything: parsed.kind === 'all',
					fields,
					unknown_fields: fields.filter(({ known }) => !known).map(({ name }) => name),
					...(hits === undefined ? {} : { hits }),
				},
			};
		},
	};
}

function parsedOf(query: string): Query | QuerySyntaxError {
	try {
		return parseQuery(query);
	} catch (error) {
		if (error instanceof QuerySyntaxError) return error;
		throw error;
	}
}

async function checkedFields(query: Query, { store }: CheckQueryOptions, target: Body['target']) {
	const known = new Set((await store.fields()).map(({ server }) => server));
	if (target === 'alerts') for (const field of ALERT_FIELDS) known.add(field);
	const candidates = [...known];
	return fieldsOf(query).map((name) => {
		if (known.has(name)) return { name, known: true };
		const hint = meant(name, candidates);
		return { name, known: false, ...(hint === undefined ? {} : { hint }) };
	});
}

/** The field whose name is near, or whose display name was squeezed into one word. */
function meant(name: string, candidates: readonly string[]): string | undefined {
	const bare = (text: string) => text.replace(/[\s_]+/g, '').toUpperCase();
	const same = candidates.find((field) =>
		[field, displayName(field)].some((written) => bare(written) === bare(name)),
	);
	return same ?? ownNameOf(name) ?? suggest(name, candidates);
}

async function hitsOf(body: Body, options: CheckQueryOptions): Promise<Count | undefined> {
	const { query, start_time, end_time, target } = body;
	if (start_time === undefined || end_time === undefined) return undefined;
	const source = target === 'alerts' ? options.alerts : options.store;
	const { total, count } = await source.search({
		...{ query, from: start_time, to: end_time, limit: 1, form: 'server', withTotal: true },
	});
	return countOf(total ?? count);
}
