/** Numbers of things, for people. */

/**
 * @param count whole number
 * @param noun one of them, for instance `line`; more of them have an `s`
 * @returns for instance `1 line`, `2 lines`
 */
export function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
