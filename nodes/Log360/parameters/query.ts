/** Reads queries: never empty by accident, and never changed by the values that expressions put into them. */
import type { IExecuteFunctions } from 'n8n-workflow';

import { quoted } from '../dialects/quote';
import { isObject } from '../transport/failure';
import { idList } from './ids';

/** An expression in a template; one that is not closed is none, and ends where the next begins. */
const EXPRESSION = /\{\{(?:(?!\{\{|\}\})[^])*\}\}/g;

/**
 * A query that was given, trimmed.
 *
 * @throws RangeError for an empty one, which the server would take for everything
 */
export function queryOf(value: unknown, label = 'Query'): string {
	const query = String(value ?? '').trim();
	if (query === '') throw new RangeError(`${label} is empty. Write * for everything.`);
	return query;
}

/**
 * Reads the query of an item, puts values for `$1`, `$2` and so on into it, and checks what expressions put into it.
 *
 * @param path name of the parameter, e.g. `filters.query`
 * @param value what the parameter holds, its expressions evaluated
 * @param values values for the numbered places: a list, or text separated by commas; nothing leaves the query as it is
 * @throws RangeError for an empty query or expression, a value that would end the quotes around it, and a place without value
 */
export function readQuery(
	context: IExecuteFunctions,
	item: number,
	path: string,
	value: unknown,
	values?: unknown,
): string {
	checkPieces(context, item, rawAt(context.getNode().parameters, path));
	const query = queryOf(value);
	const given = values === undefined || values === '' ? [] : listOf(values);
	return given.length === 0 ? query : withValues(query, given);
}

function rawAt(parameters: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((level, key) => (isObject(level) ? level[key] : undefined), parameters);
}

/** An array is taken as it is, so that its entries may hold commas. */
function listOf(values: unknown): string[] {
	return Array.isArray(values) ? values.map((value) => String(value ?? '')) : idList(values);
}

/** Replaces `$1`, `$2` … outside quotes by the quoted values. */
function withValues(query: string, values: readonly string[]): string {
	return query.replace(/"(?:[^"\\]|\\.)*(?:"|\\?$)|\$(\d+)/gs, (text, place?: string) => {
		if (place === undefined) return text;
		const value = values[Number(place) - 1];
		if (value === undefined) {
			throw new RangeError(
				`The query names $${place}, but Query Parameters hold ${values.length} value(s)`,
			);
		}
		if (value.trim() === '') throw new RangeError(`Query Parameter $${place} is empty`);
		return quoted(value);
	});
}

/**
 * Checks the expressions inside a query. One that gives nothing leaves a query that means something else; one inside quotes whose value
 * holds a quotation mark would end them, and what a log says could rewrite the query.
 */
function checkPieces(context: IExecuteFunctions, item: number, raw: unknown): void {
	if (typeof raw !== 'string' || !raw.startsWith('=')) return;
	const template = raw.slice(1);
	// A query that is one expression was made by it on purpose.
	if (/^\{\{[\s\S]*\}\}$/.test(template.trim()) && template.split('{{').length === 2) return;
	for (const match of template.matchAll(EXPRESSION)) {
		const [piece] = match;
		const value = evaluated(context, item, piece);
		if (value === undefined) continue;
		// Without the expressions in it: quotes in their values were checked before.
		const before = template.slice(0, match.index).replace(EXPRESSION, '');
		if (value.trim() === '') {
			throw new RangeError(`Query is not complete: the expression ${piece} gave nothing`);
		}
		if (endsInsideQuotes(before) && !isSafeInQuotes(value)) {
			throw new RangeError(
				`The value of ${piece} holds a quotation mark or a backslash, which would end the quotes around it and change the query. Write $1 without quotes in its place and give the value in Query Parameters.`,
			);
		}
	}
}

/** The value of an expression as text; `undefined` where it cannot be evaluated by itself. */
function evaluated(context: IExecuteFunctions, item: number, piece: string): string | undefined {
	try {
		const value: unknown = context.evaluateExpression(piece, item);
		return typeof value === 'object' && value !== null
			? JSON.stringify(value)
			: String(value ?? '');
	} catch {
		return undefined;
	}
}

function endsInsideQuotes(text: string): boolean {
	const marks = text.replace(/\\./g, '').match(/"/g) ?? [];
	return marks.length % 2 === 1;
}

/** Whether every quotation mark and backslash in a value is escaped. */
function isSafeInQuotes(value: string): boolean {
	return /^(?:[^"\\]|\\["\\])*$/.test(value);
}
