/** Says in a few words what a schema accepts. */
import type { Schema } from './document';

/** The type, with its limits: `string, 1 to 255 characters`. */
export function typeWords(schema: Schema): string {
	const { anyOf, oneOf } = schema;
	const choices = anyOf ?? oneOf;
	if (schema.const !== undefined) return JSON.stringify(schema.const);
	if (schema.enum !== undefined) {
		return `one of ${schema.enum.map((value) => JSON.stringify(value)).join(', ')}`;
	}
	// "An object, and one of these rules" says nothing of the type.
	if (schema.type === undefined && choices !== undefined) {
		return [...new Set(choices.map(typeWords))].join(' or ');
	}
	return [baseWord(schema), ...limits(schema)].join(', ');
}

function baseWord(schema: Schema): string {
	const type = typeof schema.type === 'string' ? schema.type : (schema.type?.join(' or ') ?? 'any');
	if (type === 'array' && schema.items !== undefined && schema.items.$ref === undefined) {
		return `array of (${typeWords(schema.items)})`;
	}
	return schema.format === undefined ? type : `${type} (${schema.format})`;
}

function limits(schema: Schema): string[] {
	const { minimum, maximum, minLength, maxLength, minItems, maxItems, pattern } = schema;
	return [
		range(minimum, maximum, ''),
		range(minLength, maxLength, ' characters'),
		range(minItems, maxItems, ' entries'),
		pattern === undefined ? '' : `matches ${pattern}`,
	].filter((text) => text !== '');
}

function range(least: number | undefined, most: number | undefined, unit: string): string {
	if (most === undefined) return least === undefined ? '' : `at least ${least}${unit}`;
	// The largest whole number that JSON carries safely is no limit that anybody would want to read.
	if (most >= Number.MAX_SAFE_INTEGER) return least === undefined ? '' : `from ${least}${unit}`;
	return least === undefined ? `at most ${most}${unit}` : `${least} to ${most}${unit}`;
}
