/** Bounds how deep a JSON body may nest: what walks it afterwards, schemas first, is recursive. */

/** Most levels of objects and arrays in a body; what is stored of people's own making (evidence, workflows) needs ten. */
export const MAX_JSON_DEPTH = 64;

/** Whether a parsed body nests deeper than {@link MAX_JSON_DEPTH}; takes level after level, so that depth costs no stack. */
export function isTooDeep(json: unknown): boolean {
	let level: unknown[] = [json];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > MAX_JSON_DEPTH) return true;
		const next: unknown[] = [];
		for (const value of level) {
			if (typeof value !== 'object' || value === null) continue;
			for (const inner of Object.values(value)) {
				if (typeof inner === 'object' && inner !== null) next.push(inner);
			}
		}
		level = next;
	}
	return false;
}
