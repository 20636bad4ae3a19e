/** Finds which profiles events match: the stateless half of alert evaluation, made for many profiles and many events. */
import { canonicalValue } from '../logs/terms';
import {
	ANY_VALUE,
	type EventFields,
	foldedText,
	onlyFieldsOf,
	parseQuery,
	PROFILE_QUERY_LIMITS,
	TextIndex,
} from '../logs/query';
import type { ProfileMatches } from '../logs/store';
import type { FieldValue, PlainEvent, PlainShape } from '../logs/events';
import { AnchorOdds } from './anchor-odds';
import { type Anchored, anchored, gateOf, type ValueAnchor } from './anchors';
import { Gate } from './anywhere';
import { groupKey } from './group-key';
import { NamedValues } from './plain-values';
import { type NumberedPredicate, SharedTests } from './shared-tests';
import { ValueMemo } from './value-memo';
import { WordIndex } from './word-index';
import type { ProfileSet, RuleMeasure } from './profile';
import { measuredValue } from './measure';

/** What matching needs to know of a batch. */
export interface MatchableBatch {
	readonly length: number;
	fields(index: number): EventFields;
	/** The event when its values can be read one by one without making all its fields. */
	plain?(index: number): PlainEvent | undefined;
	time(index: number): number;
	/** Index terms, see `termsOf`, in UTF-8. */
	terms(index: number): Uint8Array;
}

interface Step {
	readonly profile: number;
	readonly step: number;
	readonly by: readonly string[];
	readonly measure: RuleMeasure | undefined;
	readonly test: NumberedPredicate;
	/** What the test, and what the group and the measure are made of, as numbers of names; undefined for any field. */
	readonly tested: readonly number[] | undefined;
	readonly grouped: readonly number[];
	/** The event that it was last tested with: several of its anchors may lead to it. */
	seen: number;
}

/** What is filed under one value. */
interface Filed {
	readonly steps: Step[];
	readonly gates: Gate<Step>[];
}

/** What a value leads to: steps to test, and texts to look for in all values of the event. */
interface Led {
	readonly steps: readonly (readonly Step[])[];
	readonly gates: readonly Gate<Step>[];
}

/** What is filed under the values of a field. */
interface FieldAnchors {
	readonly folded: (value: FieldValue) => string;
	/** By canonical value. */
	values: Map<string, Filed> | undefined;
	texts: TextIndex<Step> | undefined;
	/** What values of plain events lead to. */
	memo: ValueMemo<Led> | undefined;
}

/** Tests events against a set of profiles. */
export class ProfileMatcher {
	readonly version: number;
	private readonly fields = new Map<string, FieldAnchors>();
	/** Texts that may stand in any value, by what opens the way to them: the values, or nothing where each event does. */
	private readonly gates = new Map<string, Gate<Step>>();
	/** Those that each event opens. */
	private readonly open: Gate<Step>[] = [];
	private readonly words = new WordIndex<Step>();
	private readonly always: Step[] = [];
	private tested = 0;
	private readonly isEmpty: boolean;
	private readonly named = new NamedValues();
	private readonly places = new WeakMap<
		PlainShape,
		readonly (readonly [place: number, FieldAnchors])[]
	>();

	/** @param set the profiles; their rules must have been checked */
	constructor({ version, profiles }: ProfileSet) {
		this.version = version;
		const odds = new AnchorOdds();
		const steps = profiles.flatMap(({ id, rule }) =>
			rule.steps.map(({ query: text, by = rule.by ?? [] }, step) => {
				const query = parseQuery(text, PROFILE_QUERY_LIMITS);
				odds.count(query);
				return { profile: id, step, by, measure: rule.measure, query };
			}),
		);
		this.isEmpty = steps.length === 0;
		const tests = new SharedTests();
		for (const { query, ...step } of steps) {
			const { anchors, rest } = anchored(query, odds);
			const names = onlyFieldsOf(rest);
			const tested = names && this.named.numbered(names);
			const { by, measure } = step;
			const grouped = this.named.numbered([
				...by,
				...(measure === undefined ? [] : [measure.field]),
			]);
			const filed = { ...step, test: tests.compile(rest), tested, grouped, seen: 0 };
			this.file(anchors, filed, () => this.gateFor(gateOf(query, odds)));
		}
	}

	/** All matches of a batch. */
	match(batch: MatchableBatch): ProfileMatches {
		const events: number[] = [];
		const profiles: number[] = [];
		const steps: number[] = [];
		const groups: string[] = [];
		const values: string[] = [];
		// Without profiles nobody need make the fields of events.
		const length = this.isEmpty ? 0 : batch.length;
		for (let index = 0; index < length; index++) {
			const plain = batch.plain?.(index);
			const found =
				plain === undefined
					? this.stepsOf(batch, index, batch.fields(index))
					: this.stepsOfPlain(batch, index, plain);
			for (const { profile, step, by, measure, grouped } of found) {
				const fields = plain === undefined ? batch.fields(index) : this.named.with(grouped);
				const group = groupKey(by, fields);
				const value = measure === undefined ? '' : measuredValue(measure, fields);
				if (group === undefined || value === undefined) continue;
				events.push(index);
				profiles.push(profile);
				steps.push(step);
				groups.push(group);
				values.push(value);
			}
		}
		return {
			version: this.version,
			events: Uint32Array.from(events),
			profiles: Uint32Array.from(profiles),
			steps: Uint8Array.from(steps),
			groups,
			values,
		};
	}

	/** The steps that an event matches, of each profile only the last. */
	private stepsOf(batch: MatchableBatch, index: number, fields: EventFields): readonly Step[] {
		const found: Step[] = [];
		const time = batch.time(index);
		this.tested++;
		this.test(this.always, fields, time, found);
		const opened = [...this.open];
		// An event has fewer fields than profiles ask for.
		for (const name in fields) {
			const value = fields[name];
			const anchors = this.fields.get(name);
			if (value === undefined || anchors === undefined) continue;
			const led = ledTo(anchors, value);
			for (const steps of led.steps) this.test(steps, fields, time, found);
			this.collect(led.gates, opened);
		}
		for (const gate of opened)
			for (const steps of gate.find(fields)) this.test(steps, fields, time, found);
		if (this.words.size > 0) {
			for (const steps of this.words.find(batch.terms(index)))
				this.test(steps, fields, time, found);
		}
		return found.length > 1 ? lastOfEach(found) : found;
	}

	/** The same, made of the values that are asked for; of most events nobody asks for more. */
	private stepsOfPlain(batch: MatchableBatch, index: number, event: PlainEvent): readonly Step[] {
		const { shape } = event.line;
		this.named.begin(event);
		if (this.always.length > 0 || this.fields.has(event.arrival.name))
			return this.stepsOf(batch, index, event.fields);
		const found: Step[] = [];
		this.tested++;
		const opened = [...this.open];
		for (const [place, anchors] of this.anchoredIn(shape)) {
			anchors.memo ??= new ValueMemo((value) => ledTo(anchors, value));
			const led = anchors.memo.of(event, place);
			for (const steps of led.steps) this.testPlain(steps, event, found);
			this.collect(led.gates, opened);
		}
		for (const gate of opened)
			for (const steps of gate.findPlain(event)) this.testPlain(steps, event, found);
		if (this.words.size > 0) {
			for (const steps of this.words.find(batch.terms(index))) this.testPlain(steps, event, found);
		}
		return found.length > 1 ? lastOfEach(found) : found;
	}

	/** The fields of a shape under which something is filed, with their places. */
	private anchoredIn(shape: PlainShape): readonly (readonly [place: number, FieldAnchors])[] {
		let places = this.places.get(shape);
		if (places === undefined) {
			places = shape.keys.flatMap(({ name }, place) => {
				const anchors = this.fields.get(name);
				return anchors === undefined ? [] : [[place, anchors] as const];
			});
			this.places.set(shape, places);
		}
		return places;
	}

	/** Adds gates that this event has not opened before. */
	private collect(gates: readonly Gate<Step>[], opened: Gate<Step>[]): void {
		for (const gate of gates) {
			if (gate.seen === this.tested) continue;
			gate.seen = this.tested;
			opened.push(gate);
		}
	}

	private test(steps: readonly Step[], fields: EventFields, time: number, found: Step[]): void {
		for (const step of steps) {
			if (step.seen === this.tested) continue;
			step.seen = this.tested;
			if (step.test(fields, time, this.tested)) found.push(step);
		}
	}

	private testPlain(steps: readonly Step[], event: PlainEvent, found: Step[]): void {
		for (const step of steps) {
			if (step.seen === this.tested) continue;
			step.seen = this.tested;
			const fields = step.tested === undefined ? event.fields : this.named.with(step.tested);
			if (step.test(fields, event.time, this.tested)) found.push(step);
		}
	}

	/** @param gate where texts go that may stand in any value */
	private file(anchors: Anchored['anchors'], step: Step, gate: () => Gate<Step>): void {
		if (anchors === undefined) {
			this.always.push(step);
			return;
		}
		for (const anchor of anchors) {
			if ('word' in anchor) this.words.add(anchor.word, step);
			else if ('value' in anchor) this.filedAt(anchor).steps.push(step);
			else if (anchor.field === ANY_VALUE) gate().add(anchor.text, step);
			else (this.anchorsOf(anchor.field).texts ??= new TextIndex()).add(anchor.text, step);
		}
	}

	/** The gate that any of some values opens. @param values undefined for each event */
	private gateFor(values: readonly ValueAnchor[] | undefined): Gate<Step> {
		const key = JSON.stringify(values ?? null);
		let gate = this.gates.get(key);
		if (gate === undefined) {
			this.gates.set(key, (gate = new Gate()));
			if (values === undefined) this.open.push(gate);
			else for (const value of values) this.filedAt(value).gates.push(gate);
		}
		return gate;
	}

	private filedAt({ field, value }: ValueAnchor): Filed {
		const values = (this.anchorsOf(field).values ??= new Map<string, Filed>());
		let filed = values.get(value);
		if (filed === undefined) values.set(value, (filed = { steps: [], gates: [] }));
		return filed;
	}

	private anchorsOf(name: string): FieldAnchors {
		let anchors = this.fields.get(name);
		if (anchors === undefined) {
			anchors = { folded: foldedText(name), values: undefined, texts: undefined, memo: undefined };
			this.fields.set(name, anchors);
		}
		return anchors;
	}
}

const NOTHING: Led = { steps: [], gates: [] };

/** All that is filed under a value of a field. */
function ledTo({ values, texts, folded }: FieldAnchors, value: FieldValue): Led {
	const filed = values?.get(canonicalValue(value));
	const found = texts === undefined ? [] : texts.find(folded(value));
	if (filed === undefined) return found.length === 0 ? NOTHING : { steps: found, gates: [] };
	return { steps: [filed.steps, ...found], gates: filed.gates };
}

/** Of each profile only the last step; in the order of profiles, however they were found. */
function lastOfEach(found: Step[]): readonly Step[] {
	found.sort((one, other) => one.profile - other.profile || one.step - other.step);
	return found.filter(({ profile }, index) => profile !== found[index + 1]?.profile);
}
