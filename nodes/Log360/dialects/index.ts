/** Finds the dialect of a generation. */
import type { Generation } from '../transport/call';
import type { Dialect } from './dialect';
import { v1 } from './v1';
import { v2 } from './v2';

export function dialectOf(generation: Generation): Dialect {
	return generation === 'v1' ? v1 : v2;
}
