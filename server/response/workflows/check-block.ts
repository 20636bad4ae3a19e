/** Judges one block of a definition: its type, its parameters, and the variables that it reads. */
import { explain } from '../../contract';
import type { z } from 'zod';
import { BLOCK_TYPES, blockTypeOf } from './blocks';
import type { BlockType } from './blocks/block-type';
import type { Block, Definition, Json } from './definition';
import { ExpressionError, parseExpression, variablesOf } from './expression/parser';
import { masked } from './parameters';
import { hasPlaceholder, placeholdersOf } from './text/placeholders';
import { ROOTS } from './text/scope';

type Parameters = Readonly<Record<string, Json>>;

/** Sentences about what is wrong; `where` names the block. */
export function checkBlock(definition: Definition, block: Block, where: string): string[] {
	const type = blockTypeOf(block.type);
	if (type === undefined) {
		const known = BLOCK_TYPES.map((one) => one.type).join(', ');
		return [`${where}.type: expected one of ${known}, got "${block.type}"`];
	}
	const parameters: Parameters = block.parameters;
	const at = `${where}.parameters`;
	const wrong = parameterProblems(type, parameters).map((problem) => `${at}.${problem}`);
	// What the schema refuses is not looked at further: a condition longer than it may be takes long to parse.
	if (wrong.length > 0) return wrong;
	const own = type.check?.(parameters);
	return [
		...(own === undefined ? [] : [`${at}.${own}`]),
		...variableProblems(definition, type, parameters).map((problem) => `${at}: ${problem}`),
	];
}

/** Problems of the values that no placeholder decides; those are judged when the block runs. */
function parameterProblems(type: BlockType, parameters: Parameters): string[] {
	const result = type.parameters.safeParse(parameters);
	if (result.success) return [];
	const issues = result.error.issues.filter(
		(issue) => issue.code === 'unrecognized_keys' || !hasPlaceholder(nearest(parameters, issue)),
	);
	if (issues.length === 0) return [];
	const known = Object.keys((type.parameters as unknown as z.ZodObject).shape).join(', ');
	const shown = masked(type, parameters);
	return explain({ ...result.error, issues }, shown).map(({ sentence }) =>
		sentence.replace('not a parameter of this operation', `not a parameter; accepted: ${known}`),
	);
}

/** The value that an issue is about. */
function nearest(parameters: Parameters, { path }: z.core.$ZodIssue): Json | undefined {
	let value: unknown = parameters;
	for (const name of path) {
		if (typeof value !== 'object' || value === null) break;
		value = Object.hasOwn(value, name) ? (value as Record<PropertyKey, unknown>)[name] : undefined;
	}
	return value as Json | undefined;
}

function variableProblems(
	definition: Definition,
	type: BlockType,
	parameters: Parameters,
): string[] {
	const literal = new Set(type.literal ?? []);
	const problems: string[] = [];
	for (const [name, value] of Object.entries(parameters)) {
		if (literal.has(name)) continue;
		for (const { path, valid } of placeholdersOf(value)) {
			if (!valid) problems.push(`${name}: {{${path}}} is not a path such as {{ticket.id}}`);
			else problems.push(...pathProblems(definition, path.split('.'), `{{${path}}}`));
		}
	}
	return [...problems, ...conditionProblems(definition, parameters['condition'])];
}

function conditionProblems(definition: Definition, condition: Json | undefined): string[] {
	if (typeof condition !== 'string') return [];
	try {
		return variablesOf(parseExpression(condition)).flatMap((path) =>
			pathProblems(definition, path, path.join('.')),
		);
	} catch (error) {
		// Told by the block type's own check.
		if (error instanceof ExpressionError) return [];
		throw error;
	}
}

function pathProblems(definition: Definition, path: readonly string[], shown: string): string[] {
	const [root = '', name] = path;
	if (!(ROOTS as readonly string[]).includes(root)) {
		return [`${shown} starts with none of ${ROOTS.join(', ')}`];
	}
	if (root === 'arguments') {
		const names = definition.arguments.map((argument) => argument.name);
		if (name === undefined || !names.includes(name)) {
			return [`${shown} names no argument; there are ${names.join(', ') || 'none'}`];
		}
	}
	if (root === 'blocks' && !definition.blocks.some(({ id }) => id === name)) {
		return [`${shown} names no block`];
	}
	return [];
}
