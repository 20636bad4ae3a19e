/** The values of plain events that profiles ask for, read one by one: making all fields of an event costs as much as storing a tenth of it. */
import type { FieldValue, PlainEvent, PlainShape } from '../logs/events';
import type { EventFields } from '../logs/query';

/** Reads of each event the fields that are named, each once. */
export class NamedValues {
	private readonly numbers = new Map<string, number>();
	private readonly names: string[] = [];
	/** By number of a name: the event of which it was read last. */
	private readonly readOf: number[] = [];
	private readonly places = new WeakMap<PlainShape, number[]>();
	private event: PlainEvent | undefined;
	private serial = 0;
	private fields: Record<string, FieldValue> = {};

	/** Numbers names, for {@link with}. */
	numbered(names: readonly string[]): readonly number[] {
		return names.map((name) => {
			let number = this.numbers.get(name);
			if (number === undefined) {
				this.numbers.set(name, (number = this.names.length));
				this.names.push(name);
				this.readOf.push(0);
			}
			return number;
		});
	}

	/** Begins with an event. */
	begin(event: PlainEvent): void {
		this.event = event;
		this.serial++;
		this.fields = {};
	}

	/** Fields of the event, those of these names among them, unless it lacks them. @param numbers of the names */
	with(numbers: readonly number[]): EventFields {
		for (const number of numbers) {
			if (this.readOf[number] === this.serial) continue;
			this.readOf[number] = this.serial;
			this.read(this.event as PlainEvent, number);
		}
		return this.fields;
	}

	private read(event: PlainEvent, number: number): void {
		const { line, arrival } = event;
		let places = this.places.get(line.shape);
		if (places === undefined) this.places.set(line.shape, (places = []));
		const name = this.names[number] as string;
		const place = (places[number] ??= line.shape.keys.findIndex((key) => key.name === name));
		if (place >= 0) this.fields[name] = event.value(place);
		else if (name === arrival.name) this.fields[name] = arrival.time;
	}
}
