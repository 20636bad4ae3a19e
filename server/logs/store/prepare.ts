/** Turns events into a batch the store's writer can insert without thinking: documents, index terms, sightings. */
import { type FieldValue, KIND_BITS, type LogEvent, PlainEvent } from '../events';
import {
	type BatchValues,
	type DayWords,
	type PackedTexts,
	TermPacker,
	TextPacker,
	ValueNumbers,
} from '../terms';
import { logTypeOf, Sightings, type SourceSighting } from './sightings';
import type { ProfileMatches } from './matches';
import type { PartMark } from './part-mark';

const COMMA = 0x2c;

/** Events made ready for insertion; all arrays of per-event data have the same length. */
export interface PreparedBatch {
	/** Event times, epoch ms. */
	readonly times: Float64Array<ArrayBuffer>;
	readonly documents: PackedTexts;
	/** Index terms of each event, space separated. */
	readonly terms: PackedTexts;
	/** Index into `sources` of each event. */
	readonly sourceOf: Uint32Array<ArrayBuffer>;
	readonly sources: readonly SourceSighting[];
	/** When they arrived, epoch ms; whoever stores the batch asks its own clock when it is left out. */
	readonly arrivedAt?: number | undefined;
	/** Set when the sender may send the batch again: it is then stored once. */
	readonly mark?: PartMark | undefined;
	/** Alert profiles that the events match; whoever stores the batch finds them when they are left out. */
	readonly matches?: ProfileMatches | undefined;
	/** Fields not yet reported by this preparer, with their type. */
	readonly newFields: readonly (readonly [name: string, type: 'text' | 'number' | 'boolean'])[];
	/** Log types not yet reported with a field by this preparer. */
	readonly newTypeFields: readonly (readonly [logType: string, field: string])[];
	/** The words of the events, day by day, that this preparer has not named yet. */
	readonly words: readonly DayWords[];
	/** The values of fields with few of them, event by event. */
	readonly values: BatchValues;
	/** Fields with too many or too long distinct values to keep a list of. */
	readonly wideFields: readonly string[];
}

/** In the module's own scope: a name of another module is looked up there each time. */
const MOVED = KIND_BITS;
const KIND = (1 << KIND_BITS) - 1;

/** Log types, names of fields, and fields of log types that are remembered; beyond it all are forgotten and reported again. */
const MAX_REMEMBERED_TYPES = 1_000;
const MAX_REMEMBERED_FIELDS = 50_000;
const MAX_REMEMBERED_PAIRS = 100_000;

/** The buffers of a batch, which may be handed over to another thread. */
export function buffersOf(batch: PreparedBatch): ArrayBuffer[] {
	const { documents, terms, values, times, sourceOf, words } = batch;
	return [documents, terms]
		.flatMap(({ bytes, ends }) => [bytes.buffer, ends.buffer])
		.concat(values.places.buffer, values.ends.buffer, times.buffer, sourceOf.buffer)
		.concat(words.map((of) => of.words.buffer));
}

/** Prepares batches; remembers over its life what it already reported so that steady traffic reports nothing. */
export class BatchPreparer {
	private readonly knownFields = new Set<string>();
	private readonly fieldsOfType = new Map<string, Set<string>>();
	private pairs = 0;
	private readonly values = new ValueNumbers();
	private readonly documents = new TextPacker();
	private readonly terms = new TermPacker();

	/** Prepares `events`, in their order. */
	prepare(events: readonly LogEvent[]): PreparedBatch {
		// A batch that threw may have left something.
		this.documents.clear();
		this.terms.clear();
		this.values.clear();
		const times = new Float64Array(events.length);
		const sourceOf = new Uint32Array(events.length);
		const sources = new Sightings();
		const report: Report = { newFields: [], newTypeFields: [] };
		for (let index = 0; index < events.length; index++) {
			const event = events[index] as LogEvent;
			times[index] = event.time;
			if (event instanceof PlainEvent) sourceOf[index] = this.addPlain(event, sources, report);
			else {
				packDocument(this.documents, event);
				sourceOf[index] = sources.add(event);
				this.index(event, report);
			}
		}
		return {
			times,
			documents: this.documents.take(),
			terms: this.terms.take(),
			words: this.terms.takeWords(),
			sourceOf,
			sources: sources.all,
			...report,
			...this.values.take(),
		};
	}

	/** Forgets what was reported; call when a batch could not be stored, so that the next one reports it again. */
	reset(): void {
		this.knownFields.clear();
		this.fieldsOfType.clear();
		this.pairs = 0;
		this.values.reset();
		this.terms.resetWords();
	}

	/** Makes the terms of an event, numbers its values and reports its fields: all in one walk over them. */
	private index(event: LogEvent, report: Report): void {
		const { terms } = this;
		const { fields } = event;
		const logType = logTypeOf(event.fields['LOGTYPE']);
		const seen = this.seenWith(logType);
		terms.begin(event.time);
		for (const name in fields) {
			const value = fields[name];
			if (value === undefined) continue;
			const field = terms.field(name);
			const known = terms.addValue(field, value);
			if (!field.isText && (known !== undefined || !this.values.isWide(field)))
				this.values.add(name, value, known);
			// Most fields were last seen with the same log type.
			if (field.mark === seen) continue;
			field.mark = seen;
			this.report(seen, logType, name, value, report);
		}
		terms.end();
		this.values.end();
	}

	/** All of it for an event whose line is its document; returns the place of its source. */
	private addPlain(event: PlainEvent, sources: Sightings, report: Report): number {
		const { terms, values } = this;
		const { line, arrival } = event;
		const { bytes, start, shape, marks } = line;
		const { keys } = shape;
		packPlain(this.documents, event);
		terms.begin(event.time);
		let [logType, address]: [FieldValue | undefined, FieldValue | undefined] = [
			undefined,
			undefined,
		];
		let at = line.from;
		for (let place = 0; place < keys.length; place++) {
			const key = keys[place]!;
			const field = terms.fieldOf(key);
			const begins = start + marks[at++]!;
			const ends = marks[at++]!;
			const end = start + (ends >> MOVED);
			const known = terms.addPlain(field, bytes, begins, end, ends & KIND);
			if (!field.isText && (known !== undefined || !values.isWide(field)))
				values.add(key.name, known?.value ?? event.value(place), known);
			if (place === shape.logType) logType = known?.value ?? event.value(place);
			else if (place === shape.address) address = known?.value ?? event.value(place);
		}
		const field = terms.field(arrival.name);
		values.add(arrival.name, arrival.time, terms.addValue(field, arrival.time));
		terms.end();
		values.end();
		const type = logTypeOf(logType);
		const seen = this.seenWith(type);
		if (shape.reported !== seen) {
			shape.reported = seen;
			for (const [place, { name }] of keys.entries())
				this.report(seen, type, name, event.value(place), report);
			this.report(seen, type, arrival.name, arrival.time, report);
		}
		return sources.see(event.host, event.time, type, address);
	}

	private seenWith(logType: string): Set<string> {
		if (this.fieldsOfType.size >= MAX_REMEMBERED_TYPES || this.pairs >= MAX_REMEMBERED_PAIRS) {
			this.fieldsOfType.clear();
			this.pairs = 0;
		}
		let seen = this.fieldsOfType.get(logType);
		if (seen === undefined) {
			this.fieldsOfType.set(logType, (seen = new Set()));
		}
		return seen;
	}

	private report(
		seen: Set<string>,
		logType: string,
		name: string,
		value: FieldValue,
		report: Report,
	): void {
		if (seen.has(name)) return;
		seen.add(name);
		this.pairs++;
		report.newTypeFields.push([logType, name]);
		if (this.knownFields.has(name)) return;
		if (this.knownFields.size >= MAX_REMEMBERED_FIELDS) this.knownFields.clear();
		this.knownFields.add(name);
		report.newFields.push([
			name,
			typeof value === 'string' ? 'text' : (typeof value as 'number' | 'boolean'),
		]);
	}
}

interface Report {
	newFields: [string, 'text' | 'number' | 'boolean'][];
	newTypeFields: [string, string][];
}

/** Packs what `documentOf` makes of an event, without the copies that joining texts costs. */
function packDocument(to: TextPacker, { time, fields }: LogEvent): void {
	to.write(`{"TIME":${time}`);
	const comma = to.length;
	to.write(JSON.stringify(fields));
	// The brace that opens the fields becomes a comma; without fields there is only the one that closes.
	if (to.length - comma > 2) to.bytes[comma] = COMMA;
	else to.bytes.copyWithin(comma, comma + 1, to.length--);
	to.end();
}

/** The same of an event whose line is its document but for the arrival. */
function packPlain(to: TextPacker, { line, arrival }: PlainEvent): void {
	const { bytes, start, end } = line;
	to.reserve(end - start + arrival.text.length);
	bytes.copy(to.bytes, to.length, start, end - 1);
	to.length += end - 1 - start;
	arrival.text.copy(to.bytes, to.length);
	to.length += arrival.text.length;
	to.end();
}
