/** Reads parameters so that an expression which comes out empty is an error, and never means "everything". */
import type {
	IExecuteFunctions,
	INode,
	INodeParameters,
	INodeProperties,
	IPollFunctions,
} from 'n8n-workflow';

import { usageError } from '../transport/errors';
import { isObject } from '../transport/failure';

/** Contents that may be empty: they say nothing of what an operation works on. */
const MAY_BE_EMPTY: ReadonlySet<string> = new Set(['description', 'note', 'message', 'columns']);

/** The same execution, whose parameters are checked when they are read. */
export function guarded(context: IExecuteFunctions): IExecuteFunctions {
	const read: IExecuteFunctions['getNodeParameter'] = (
		name: string,
		item: number,
		fallback?: unknown,
		options?: object,
	) => {
		const value: unknown = context.getNodeParameter(name, item, fallback, options);
		checkGiven(context.getNode(), name, value, item);
		return value as never;
	};
	return withReader(context, read);
}

/** As {@link guarded}, for a trigger. */
export function guardedPoll(context: IPollFunctions): IPollFunctions {
	const read = (name: string, fallback?: unknown, options?: object) => {
		const value: unknown = context.getNodeParameter(name, fallback as never, options);
		checkGiven(context.getNode(), name, value);
		return value;
	};
	return withReader(context, read);
}

/**
 * Reads every expression of the parameters that are shown, so that an empty one is told before anything is done, in whichever order an
 * operation reads them.
 *
 * @param properties the parameters of the operation; those that others depend on come first
 */
export function checkExpressions(
	context: IExecuteFunctions,
	item: number,
	properties: readonly INodeProperties[],
): void {
	const { parameters } = context.getNode();
	const values = new Map<string, unknown>();
	for (const { name, displayOptions, default: initial } of properties) {
		const { show = {}, hide = {} } = displayOptions ?? {};
		const has = ([other, wanted]: [string, unknown]) =>
			(wanted as unknown[]).includes(values.get(other));
		if (!Object.entries(show).every(has) || Object.entries(hide).some(has)) continue;
		const raw = parameters[name] ?? initial;
		values.set(name, hasExpression(raw) ? context.getNodeParameter(name, item, initial) : raw);
	}
}

function hasExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	if (typeof raw !== 'object' || raw === null) return false;
	return Object.values(raw).some(hasExpression);
}

function withReader<T extends object>(context: T, read: unknown): T {
	return Object.create(context, { getNodeParameter: { value: read } }) as T;
}

/** @throws NodeOperationError naming the parameter whose expression gave nothing, and the expression */
function checkGiven(node: INode, name: string, value: unknown, item?: number): void {
	const found = emptyExpression(rawAt(node.parameters, name), value, name.split('.'));
	if (found === undefined) return;
	const label = labelOf(found.path);
	throw usageError(
		node,
		`${label} is empty: the expression ${found.expression.slice(0, 120)} gave nothing`,
		found.path.includes('query')
			? 'Correct the expression. To ask for everything, let it give *.'
			: `Correct the expression, or remove ${label}. An empty value never stands for everything.`,
		item,
	);
}

function rawAt(parameters: INodeParameters, name: string): unknown {
	return name
		.split('.')
		.reduce<unknown>((level, key) => (isObject(level) ? level[key] : undefined), parameters);
}

interface Found {
	readonly path: readonly string[];
	readonly expression: string;
}

/** The first expression below a parameter that came out empty. Locators are left out, since their readers refuse nothing too. */
function emptyExpression(raw: unknown, value: unknown, path: readonly string[]): Found | undefined {
	if (typeof raw === 'string') {
		const isFree = MAY_BE_EMPTY.has(path[path.length - 1]);
		if (!raw.startsWith('=') || isFree || !isNothing(value)) return undefined;
		return { path, expression: raw.slice(1).trim() };
	}
	if (Array.isArray(raw)) {
		const values = Array.isArray(value) ? value : [];
		return firstFound(
			raw.map((entry, index) => [entry, values[index], [...path, String(index + 1)]]),
		);
	}
	if (!isObject(raw) || '__rl' in raw) return undefined;
	const values = isObject(value) ? value : {};
	return firstFound(Object.keys(raw).map((key) => [raw[key], values[key], [...path, key]]));
}

function firstFound(entries: Array<[unknown, unknown, string[]]>): Found | undefined {
	for (const [raw, value, path] of entries) {
		const found = emptyExpression(raw, value, path);
		if (found) return found;
	}
	return undefined;
}

/** Whether a value holds nothing: no text, only blanks and commas, or a list of such. An empty object holds a choice. */
function isNothing(value: unknown): boolean {
	if (value === null || value === undefined) return true;
	if (typeof value === 'string') return /^[\s,]*$/.test(value);
	return Array.isArray(value) && value.every(isNothing);
}

/** `filters.logSources` as "Filters > Log Sources", close to what the panel shows. */
function labelOf(path: readonly string[]): string {
	return path
		.map((key) =>
			key
				.replace(/([a-z])([A-Z])/g, '$1 $2')
				.replace(/^./, (letter) => letter.toUpperCase())
				.replace(/\bId\b/g, 'ID'),
		)
		.join(' > ');
}
