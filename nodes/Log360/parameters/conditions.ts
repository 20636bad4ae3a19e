/** Conditions on fields that are picked from the list of the server, for people who do not know the names by heart. */
import type { INodeProperties } from 'n8n-workflow';

import { quoted } from '../dialects/quote';
import { isObject } from '../transport/failure';

export const conditionsFilter: INodeProperties = {
	displayName: 'Conditions',
	name: 'conditions',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Condition',
	default: {},
	description: 'Conditions on fields, which all have to hold beside the query',
	options: [
		{
			displayName: 'Condition',
			name: 'condition',
			values: [
				{
					displayName: 'Field Name or ID',
					name: 'field',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getLogFields' },
					default: '',
					description:
						'Field of the log. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Operator',
					name: 'operator',
					type: 'options',
					options: [
						{ name: 'Equals', value: 'equals' },
						{ name: 'Exists', value: 'exists', description: 'The field has any value' },
						{ name: 'Greater or Equal', value: 'greaterOrEqual' },
						{ name: 'Greater Than', value: 'greater' },
						{ name: 'Less or Equal', value: 'lessOrEqual' },
						{ name: 'Less Than', value: 'less' },
						{
							name: 'Matches Wildcard',
							value: 'wildcard',
							description: 'With * for any text and ? for one character',
						},
						{ name: 'Not Equals', value: 'notEquals' },
					],
					default: 'equals',
					description: 'How to compare; the vendor documents only Equals',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					displayOptions: { hide: { operator: ['exists'] } },
					description: 'Value to compare with',
				},
			],
		},
	],
};

/**
 * Adds the conditions of the collection to a query.
 *
 * @throws RangeError naming the condition that lacks something or cannot be written
 */
export function withConditions(query: string, collection: unknown): string {
	const rows =
		isObject(collection) && Array.isArray(collection.condition) ? collection.condition : [];
	const terms = rows.filter(isObject).map((row, index) => term(row, index + 1));
	if (terms.length === 0) return query;
	const own = query.trim() === '*' ? [] : [`(${query})`];
	return [...own, ...terms].join(' AND ');
}

/** Words of the query language, which are no names and no values there. */
const KEYWORD = /^(AND|OR|NOT)$/i;

function term(row: Record<string, unknown>, number: number): string {
	const field = String(row.field ?? '').trim();
	const operator = String(row.operator ?? 'equals');
	const value = String(row.value ?? '').trim();
	if (!/^[A-Za-z_][\w.]*$/.test(field) || KEYWORD.test(field)) {
		throw new RangeError(
			`Condition ${number} has no field, or one that is no server name such as EVENTID: "${field.slice(0, 60)}"`,
		);
	}
	if (operator === 'exists') return `${field} = *`;
	if (value === '') throw new RangeError(`Condition ${number} on ${field} has no value`);
	if (operator !== 'wildcard') return `${field} ${signOf(operator, number)} ${written(value)}`;
	if (!/^[^\s"(),\p{Cc}=<>!][^\s"(),\p{Cc}]*$/u.test(value)) {
		throw new RangeError(
			`Condition ${number} on ${field}: a wildcard cannot hold spaces, quotes, parentheses or commas, nor begin with an operator. Write it into the query instead.`,
		);
	}
	return `${field} = ${KEYWORD.test(value) ? written(value) : value}`;
}

/** Words, because n8n takes a value that begins with `=` for an expression. */
const SIGNS: Readonly<Record<string, string>> = {
	equals: '=',
	notEquals: '!=',
	greater: '>',
	greaterOrEqual: '>=',
	less: '<',
	lessOrEqual: '<=',
};

function signOf(operator: string, number: number): string {
	const sign = SIGNS[operator];
	if (sign !== undefined) return sign;
	const accepted = [...Object.keys(SIGNS), 'wildcard', 'exists'].join(', ');
	throw new RangeError(
		`Condition ${number} has the operator "${operator}". Use one of ${accepted}.`,
	);
}

/** Numbers as they are, everything else in quotes. */
function written(value: string): string {
	return /^-?\d+(\.\d+)?$/.test(value) ? value : quoted(value);
}
