/** A table of hits whose fields differ from hit to hit: what CSV and XLSX hold. */
import type { IDataObject } from 'n8n-workflow';

import { bareName } from '../dialects/fieldLookup';
import { readTime } from '../dialects/times';

/** Column that takes the fields which the header does not name, as JSON, so that nothing is lost. */
export const OTHER_FIELDS = 'OTHER_FIELDS';

export interface HitTable {
	/** The cells of each hit of one page; in the first page the names of the columns come before them. */
	rows(hits: Iterable<IDataObject>): Iterable<readonly unknown[]>;
}

/**
 * Makes a table.
 *
 * The header has to be written before all hits are known. It holds the given columns, or else the fields of the first page; other
 * fields go into {@link OTHER_FIELDS}.
 *
 * @param columns columns in order; empty for those of the first page
 * @param most columns that there may be, that of the other fields included
 */
export function hitTable(columns: readonly string[], most = Infinity): HitTable {
	let header: readonly string[] | undefined;
	const chosen = columns.length > 0;
	const cell = (name: string, value: unknown) =>
		bareName(name) === 'time' ? readableTime(value) : value;
	return {
		*rows(hits) {
			if (header === undefined) {
				header = chosen ? columns.slice(0, most) : fieldsOf(hits).slice(0, most - 1);
				yield [...header, ...(chosen ? [] : [OTHER_FIELDS])];
			}
			const named = new Set(header);
			for (const hit of hits) {
				const cells = header.map((name) => cell(name, hit[name]));
				if (!chosen) cells.push(otherFields(hit, named));
				yield cells;
			}
		},
	};
}

/** Times in milliseconds since 1970 as ISO 8601, since a table is for people; anything else as it is. */
function readableTime(value: unknown): unknown {
	return /^\d{12,14}$/.test(String(value)) ? readTime(value) : value;
}

function fieldsOf(hits: Iterable<IDataObject>): string[] {
	const names = new Set<string>();
	for (const hit of hits) for (const name of Object.keys(hit)) names.add(name);
	return [...names];
}

function otherFields(hit: IDataObject, named: ReadonlySet<string>): string {
	const rest = Object.entries(hit).filter(([name]) => !named.has(name));
	return rest.length === 0 ? '' : JSON.stringify(Object.fromEntries(rest));
}
