/** Finds which profiles events match: the stateless half of alert evaluation, made for many profiles and many events. */
import { canonicalValue } from '../logs/terms';
import {
	ANY_VALUE,
	type EventFields,
	foldedText,
	literalText,
	onlyFieldsOf,
	parseQuery,
	PROFILE_QUERY_LIMITS,
	type Query,
	TextIndex,
} from '../logs/query';
import type { ProfileMatches } from '../logs/store';
import type { FieldValue, PlainEvent, PlainShape } from '../logs/events';
import { AnchorOdds } from './anchor-odds';
import { type Anchored, anchored } from './anchors';
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

/** What is filed under the values of a field. */
interface FieldAnchors {
	readonly folded: (value: FieldValue) => string;
	/** By canonical value. */
	values: Map<string, Step[]> | undefined;
	texts: TextIndex<Step> | undefined;
	/** What values of plain events lead to. */
	memo: ValueMemo<readonly (readonly Step[])[]> | undefined;
}

/** Tests events against a set of profiles. */
export class ProfileMatcher {
	readonly version: number;
	private readonly fields = new Map<string, FieldAnchors>();
	/** Texts that may stand in any value. */
	private readonly anywhere = new TextIndex<Step>();
	/** LOGTYPEs of the events in which they are looked for; undefined for all. */
	private anywhereTypes: Set<string> | undefined = new Set();
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
			this.file(anchors, { ...step, test: tests.compile(rest), tested, grouped, seen: 0 }, query);
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
		const isAnywhere = this.looksAnywhere(fields['LOGTYPE']);
		// An event has fewer fields than profiles ask for.
		for (const name in fields) {
			const value = fields[name];
			const anchors = this.fields.get(name);
			if (value === undefined || (anchors === undefined && !isAnywhere)) continue;
			if (anchors?.values !== undefined) {
				const steps = anchors.values.get(canonicalValue(value));
				if (steps !== undefined) this.test(steps, fields, time, found);
			}
			if (anchors?.texts === undefined && !isAnywhere) continue;
			const text = (anchors?.folded ?? foldedText(name))(value);
			if (anchors?.texts !== undefined)
				for (const steps of anchors.texts.find(text)) this.test(steps, fields, time, found);
			if (isAnywhere && name !== 'TIME')
				for (const steps of this.anywhere.find(text)) this.test(steps, fields, time, found);
		}
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
		const needsAll =
			this.always.length > 0 || this.looksAnywhereIn(event) || this.fields.has(event.arrival.name);
		if (needsAll) return this.stepsOf(batch, index, event.fields);
		const found: Step[] = [];
		this.tested++;
		for (const [place, anchors] of this.anchoredIn(shape)) {
			anchors.memo ??= new ValueMemo((value) => filedUnder(anchors, value));
			for (const steps of anchors.memo.of(event, place)) this.testPlain(steps, event, found);
		}
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

	private looksAnywhereIn(event: PlainEvent): boolean {
		if (this.anywhere.size === 0) return false;
		const { logType } = event.line.shape;
		return this.looksAnywhere(logType < 0 ? undefined : event.value(logType));
	}

	/** @param type LOGTYPE of the event */
	private looksAnywhere(type: FieldValue | undefined): boolean {
		if (this.anywhere.size === 0) return false;
		if (this.anywhereTypes === undefined) return true;
		return type !== undefined && this.anywhereTypes.has(canonicalValue(type));
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

	private file(anchors: Anchored['anchors'], step: Step, query: Query): void {
		if (anchors === undefined) {
			this.always.push(step);
			return;
		}
		for (const anchor of anchors) {
			if ('word' in anchor) this.words.add(anchor.word, step);
			else if ('value' in anchor) this.addValue(anchor.field, anchor.value, step);
			else if (anchor.field === ANY_VALUE) this.addAnywhere(anchor.text, step, query);
			else (this.anchorsOf(anchor.field).texts ??= new TextIndex()).add(anchor.text, step);
		}
	}

	private addAnywhere(text: string, step: Step, query: Query): void {
		this.anywhere.add(text, step);
		const types = logTypesOf(query);
		if (types === undefined) this.anywhereTypes = undefined;
		else for (const type of types) this.anywhereTypes?.add(type);
	}

	private addValue(name: string, value: string, step: Step): void {
		const values = (this.anchorsOf(name).values ??= new Map<string, Step[]>());
		const steps = values.get(value);
		if (steps === undefined) values.set(value, [step]);
		else steps.push(step);
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

/** All that is filed under a value of a field. */
function filedUnder(
	{ values, texts, folded }: FieldAnchors,
	value: FieldValue,
): readonly (readonly Step[])[] {
	const steps = values?.get(canonicalValue(value));
	const found = texts === undefined ? [] : texts.find(folded(value));
	return steps === undefined ? found : [steps, ...found];
}

/** The canonical LOGTYPEs that all matches of a query have; undefined when it does not say. */
function logTypesOf(query: Query): readonly string[] | undefined {
	for (const operand of query.kind === 'and' ? query.operands : [query]) {
		const isEquality = operand.kind === 'compare' && operand.operator === '=';
		if (!(isEquality || operand.kind === 'in') || operand.field !== 'LOGTYPE') continue;
		const values = operand.kind === 'in' ? operand.values : [operand.value];
		const texts = values.map(literalText);
		if (!texts.includes(undefined)) return texts.map((text) => canonicalValue(text as string));
	}
	return undefined;
}

function lastOfEach(found: readonly Step[]): readonly Step[] {
	const last = new Map<number, Step>();
	for (const step of found) {
		const known = last.get(step.profile);
		if (known === undefined || known.step < step.step) last.set(step.profile, step);
	}
	return [...last.values()];
}
