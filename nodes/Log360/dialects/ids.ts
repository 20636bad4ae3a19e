/** Ids on the wire: numbers where they are numbers, as both generations document them. */

/** A whole number below 2^53 as a number, anything else as the text it is. */
export function wireId(id: string): string | number {
	return /^(0|[1-9]\d{0,15})$/.test(id) && Number.isSafeInteger(Number(id)) ? Number(id) : id;
}

export function wireIds(ids: readonly string[]): Array<string | number> {
	return ids.map(wireId);
}
