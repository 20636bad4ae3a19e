/** Fills in and checks the parameters of a block at the moment it runs. */
import { check } from '../../contract';
import type { BlockType } from './blocks/block-type';
import type { Block, Json } from './definition';
import { fillIn } from './text/placeholders';
import type { ReadScope } from './text/scope';

/** Stands for what is not shown. */
export const MASK = '********';

/** Parameters that are ready, or the sentence why they are not. */
export type Ready =
	| { readonly ok: true; readonly parameters: unknown }
	| { readonly ok: false; readonly error: string };

/** A block's parameters with their placeholders filled in. @throws RangeError when a text gets too long */
export function fillParameters(
	type: BlockType,
	parameters: Block['parameters'],
	read: ReadScope,
): Record<string, Json> {
	return Object.fromEntries(
		Object.entries(parameters as Record<string, Json>).map(([name, value]) => {
			if (type.literal?.includes(name)) return [name, value];
			const escape = type.urls?.includes(name) ? encodeURIComponent : undefined;
			return [name, fillIn(value, read, escape)];
		}),
	);
}

/** Parameters without their secrets, for logs and answers. */
export function masked(
	type: BlockType | undefined,
	parameters: Readonly<Record<string, Json>>,
): Record<string, Json> {
	return Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => [
			name,
			type?.secrets?.includes(name) ? MASK : value,
		]),
	);
}

/** Checks filled-in parameters; a sentence never repeats a secret. */
export function readyParameters(type: BlockType, filled: Readonly<Record<string, Json>>): Ready {
	const result = check(type.parameters, filled);
	if (result.ok) return { ok: true, parameters: result.value };
	// A second look without secrets, so that the message cannot repeat one.
	const open = check(type.parameters, masked(type, filled));
	return { ok: false, error: open.ok ? 'a secret parameter is not valid' : open.detail };
}
