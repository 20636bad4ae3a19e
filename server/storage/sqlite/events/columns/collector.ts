/** Gathers the values of events that are being stored, event by event, as columns. */
import type { BatchValues } from '../../../../logs/terms';
import { grown } from '../buffers';
import type { ValuePlace } from '../tallies/values';
import { joined, type Columns } from './block';
import { hasColumns } from './schema';

const FIRST_ROOM = 1_024;

interface GrowingColumn {
	codes: Uint16Array;
	readonly values: number[];
	readonly codeOf: Map<number, number>;
}

/** The events of one transaction. */
export class ColumnCollector {
	private ids = new Float64Array(FIRST_ROOM);
	private count = 0;
	private readonly columns = new Map<number, GrowingColumn>();

	/** How many events it has. */
	get events(): number {
		return this.count;
	}

	/**
	 * Begins with a batch.
	 *
	 * @param places of its distinct values
	 * @returns adds an event, by its number in the batch and its id
	 */
	batch(
		places: readonly ValuePlace[],
		values: Pick<BatchValues, 'places' | 'ends'>,
	): (index: number, id: number) => void {
		const columns = places.map((place) =>
			place !== undefined && hasColumns(place.field) ? this.column(place.field) : undefined,
		);
		const codes = places.map((place, at) =>
			place === undefined ? 0 : codeIn(columns[at], place.value),
		);
		return (index, id) => {
			const row = this.row(id);
			const end = values.ends[index] as number;
			for (let at = index === 0 ? 0 : (values.ends[index - 1] as number); at < end; at++) {
				const place = values.places[at] as number;
				const column = columns[place];
				if (column !== undefined) column.codes[row] = codes[place] as number;
			}
		};
	}

	/** What was gathered, in the order of the ids. */
	take(): Columns {
		const { count } = this;
		const byField = new Map(
			[...this.columns].map(([field, { codes, values }]) => [
				field,
				{ codes: codes.subarray(0, count), values },
			]),
		);
		return joined([{ ids: this.ids.subarray(0, count), byField }]);
	}

	private row(id: number): number {
		if (this.count === this.ids.length) this.grow();
		this.ids[this.count] = id;
		return this.count++;
	}

	private grow(): void {
		this.ids = grown(this.ids, 2 * this.ids.length);
		for (const column of this.columns.values()) {
			const codes = new Uint16Array(this.ids.length);
			codes.set(column.codes);
			column.codes = codes;
		}
	}

	private column(field: number): GrowingColumn {
		let column = this.columns.get(field);
		if (column === undefined) {
			column = { codes: new Uint16Array(this.ids.length), values: [0], codeOf: new Map() };
			this.columns.set(field, column);
		}
		return column;
	}
}

function codeIn(column: GrowingColumn | undefined, value: number): number {
	if (column === undefined) return 0;
	let code = column.codeOf.get(value);
	if (code === undefined) {
		column.codeOf.set(value, (code = column.values.length));
		column.values.push(value);
	}
	return code;
}
