/** Checks the arguments of an execution against what the workflow takes. */
import type { Argument, Definition } from './definition';
import { WorkflowError } from './errors';
import { placeholdersOf } from './text/placeholders';

/** Values of arguments. */
export type ArgumentValues = Readonly<Record<string, string | number | boolean>>;

/**
 * The values of all arguments, defaults filled in; those without value are empty texts.
 *
 * @throws WorkflowError invalid_parameter for an argument that is missing, unknown or of the wrong type
 */
export function checkArguments(
	definition: Definition,
	given: ArgumentValues,
): Record<string, string | number | boolean> {
	const names = definition.arguments.map(({ name }) => name);
	const unknown = Object.keys(given).find((name) => !names.includes(name));
	if (unknown !== undefined) {
		const accepted = names.length === 0 ? 'it takes none' : `accepted: ${names.join(', ')}`;
		throw wrong(`arguments.${unknown}: not an argument of this workflow; ${accepted}`);
	}
	return Object.fromEntries(
		definition.arguments.map((argument) => [argument.name, valueOf(argument, given)]),
	);
}

/** Of `given`, what the workflow takes. */
export function knownArguments(definition: Definition, given: ArgumentValues): ArgumentValues {
	const names = new Set(definition.arguments.map(({ name }) => name));
	return Object.fromEntries(Object.entries(given).filter(([name]) => names.has(name)));
}

/** Whether any block acts on `{{device}}`, the device that the run is about. */
export function needsDevice(definition: Definition): boolean {
	return definition.blocks.some(({ parameters }) =>
		placeholdersOf(parameters['device'] ?? null).some(({ path }) => path === 'device'),
	);
}

function valueOf(argument: Argument, given: ArgumentValues): string | number | boolean {
	const { name, mandatory, type, default: fallback, description } = argument;
	const value = Object.hasOwn(given, name) ? given[name] : undefined;
	if (value === undefined || value === '') {
		if (mandatory && fallback === undefined) {
			throw wrong(`arguments.${name}: is required, expected ${description || `a ${type}`}`);
		}
		return fallback ?? '';
	}
	const converted = convert(value, type);
	if (converted !== undefined) return converted;
	throw wrong(`arguments.${name}: expected a ${type}, got ${JSON.stringify(value).slice(0, 80)}`);
}

/** Texts of numbers and booleans are taken as such: workflow tools often hand them over as text. */
function convert(
	value: string | number | boolean,
	type: Argument['type'],
): string | number | boolean | undefined {
	if (type === 'text') return String(value);
	if (typeof value === type) return value;
	if (type === 'number' && typeof value === 'string' && Number.isFinite(Number(value))) {
		return value.trim() === '' ? undefined : Number(value);
	}
	if (type === 'boolean' && /^(true|false)$/i.test(String(value))) {
		return String(value).toLowerCase() === 'true';
	}
	return undefined;
}

function wrong(detail: string): WorkflowError {
	return new WorkflowError('invalid_parameter', detail);
}
