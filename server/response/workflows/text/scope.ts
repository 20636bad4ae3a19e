/** The variables of a run, read by dotted paths such as `ticket.id`. */
import type { Json } from '../definition';

/** Reads a variable; undefined when there is none. */
export type ReadScope = (path: readonly string[]) => Json | undefined;

/** The first words of paths that there are. */
export const ROOTS = [
	'arguments',
	'ticket',
	'incident',
	'alert',
	'device',
	'run',
	'workflow',
	'previous',
	'blocks',
] as const;

/** A variable's path: names and list positions, separated by dots. */
export const PATH = /^[A-Za-z_]\w*(?:\.\w+)*$/;

/** Reads from plain JSON: own members only, so that no path leads into the machinery. */
export function scopeOf(values: { readonly [root: string]: Json }): ReadScope {
	return (path) => {
		let value: Json | undefined = values;
		for (const name of path) {
			if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) {
				return undefined;
			}
			value = (value as { readonly [key: string]: Json })[name];
		}
		return value;
	};
}
