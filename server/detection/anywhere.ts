/** Texts that may stand in any value of an event: they are looked for only in events that have a value which all matches have. */
import { kindOfMark, PLAIN, type PlainEvent } from '../logs/events';
import { type EventFields, foldedText, TextIndex } from '../logs/query';
import { LineIndex } from './line-index';

/** Things filed under texts, looked for in the events that open this gate. */
export class Gate<T> {
	/** The event that it was last opened for: several of its values may do so. */
	seen = 0;
	private readonly index = new TextIndex<T>();
	private readonly inLines = new LineIndex<T>();
	/** What the arrival of a batch leads to, which no line has. */
	private arrival: { readonly time: number; readonly found: readonly (readonly T[])[] } | undefined;

	/** Files something. @param text folded, not empty */
	add(text: string, item: T): void {
		this.index.add(text, item);
		this.inLines.add(text, item);
	}

	/** What is filed under texts in the values of an event. */
	find(fields: EventFields): readonly (readonly T[])[] {
		const found: (readonly T[])[] = [];
		for (const name in fields) {
			const value = fields[name];
			if (value === undefined || name === 'TIME') continue;
			for (const items of this.index.find(foldedText(name)(value))) found.push(items);
		}
		return found;
	}

	/** The same of a plain event, and of texts that its line contains elsewhere. */
	findPlain(event: PlainEvent): readonly (readonly T[])[] {
		const found: (readonly T[])[] = [];
		const { bytes, start, end, shape, marks, from } = event.line;
		this.inLines.find(bytes, start, end, found);
		for (let place = 0; place < shape.keys.length; place++) {
			if (kindOfMark(marks[from + 2 * place + 1]!) !== PLAIN.unicode) continue;
			const { name } = shape.keys[place]!;
			for (const items of this.index.find(foldedText(name)(event.value(place)))) found.push(items);
		}
		for (const items of this.inTime(event.arrival.time)) found.push(items);
		return found;
	}

	private inTime(time: number): readonly (readonly T[])[] {
		if (this.arrival?.time !== time) this.arrival = { time, found: this.index.find(String(time)) };
		return this.arrival.found;
	}
}
