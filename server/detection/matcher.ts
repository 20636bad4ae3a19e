/** Finds which profiles events match: the stateless half of alert evaluation, made for many profiles and many events. */
import {
	ANY_VALUE,
	type EventFields,
	PROFILE_QUERY_LIMITS,
	canonicalValue,
	parseQuery,
} from '../logs/query';
import { foldedText } from '../logs/query/folded-text';
import { AnchorOdds } from './anchor-odds';
import { type Anchored, anchored } from './anchors';
import { groupKey } from './group-key';
import { type NumberedPredicate, SharedTests } from './shared-tests';
import { TextIndex } from './text-index';
import { WordIndex } from './word-index';
import { measuredValue } from './measure';
import type { ProfileMatches } from '../logs/store/matches';
import type { ProfileSet, RuleMeasure } from './profile';

/** What matching needs to know of a batch. */
export interface MatchableBatch {
	readonly length: number;
	fields(index: number): EventFields;
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
	/** The event that it was last tested with: several of its anchors may lead to it. */
	seen: number;
}

/** Tests events against a set of profiles. */
export class ProfileMatcher {
	readonly version: number;
	private readonly fields: { readonly name: string; readonly values: Map<string, Step[]> }[] = [];
	private readonly texts: {
		readonly name: string;
		readonly folded: ReturnType<typeof foldedText>;
		readonly index: TextIndex<Step>;
	}[] = [];
	/** Texts that may stand in any value. */
	private readonly anywhere = new TextIndex<Step>();
	private readonly words = new WordIndex<Step>();
	private readonly always: Step[] = [];
	private tested = 0;

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
		const tests = new SharedTests();
		for (const { query, ...step } of steps) {
			const { anchors, rest } = anchored(query, odds);
			this.file(anchors, { ...step, test: tests.compile(rest), seen: 0 });
		}
	}

	/** All matches of a batch. */
	match(batch: MatchableBatch): ProfileMatches {
		const events: number[] = [];
		const profiles: number[] = [];
		const steps: number[] = [];
		const groups: string[] = [];
		const values: string[] = [];
		for (let index = 0; index < batch.length; index++) {
			const fields = batch.fields(index);
			for (const { profile, step, by, measure } of this.stepsOf(batch, index, fields)) {
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
		for (const { name, values } of this.fields) {
			const value = fields[name];
			if (value === undefined) continue;
			const steps = values.get(canonicalValue(value));
			if (steps !== undefined) this.test(steps, fields, time, found);
		}
		for (const { name, folded, index: texts } of this.texts) {
			const value = fields[name];
			if (value === undefined) continue;
			for (const steps of texts.find(folded(value))) this.test(steps, fields, time, found);
		}
		if (this.anywhere.size > 0) this.testAnywhere(fields, time, found);
		if (this.words.size > 0) {
			for (const steps of this.words.find(batch.terms(index)))
				this.test(steps, fields, time, found);
		}
		return found.length > 1 ? lastOfEach(found) : found;
	}

	private testAnywhere(fields: EventFields, time: number, found: Step[]): void {
		for (const name in fields) {
			const value = fields[name];
			if (value === undefined || name === 'TIME') continue;
			for (const steps of this.anywhere.find(foldedText(name)(value)))
				this.test(steps, fields, time, found);
		}
	}

	private test(steps: readonly Step[], fields: EventFields, time: number, found: Step[]): void {
		for (const step of steps) {
			if (step.seen === this.tested) continue;
			step.seen = this.tested;
			if (step.test(fields, time, this.tested)) found.push(step);
		}
	}

	private file(anchors: Anchored['anchors'], step: Step): void {
		if (anchors === undefined) {
			this.always.push(step);
			return;
		}
		for (const anchor of anchors) {
			if ('word' in anchor) this.words.add(anchor.word, step);
			else if ('text' in anchor) this.textsOf(anchor.field).add(anchor.text, step);
			else this.valuesOf(anchor.field, anchor.value).push(step);
		}
	}

	private textsOf(name: string): TextIndex<Step> {
		if (name === ANY_VALUE) return this.anywhere;
		let field = this.texts.find((known) => known.name === name);
		if (field === undefined) {
			field = { name, folded: foldedText(name), index: new TextIndex() };
			this.texts.push(field);
		}
		return field.index;
	}

	private valuesOf(name: string, value: string): Step[] {
		let field = this.fields.find((known) => known.name === name);
		if (field === undefined) this.fields.push((field = { name, values: new Map() }));
		let steps = field.values.get(value);
		if (steps === undefined) field.values.set(value, (steps = []));
		return steps;
	}
}

function lastOfEach(found: readonly Step[]): readonly Step[] {
	const last = new Map<number, Step>();
	for (const step of found) {
		const known = last.get(step.profile);
		if (known === undefined || known.step < step.step) last.set(step.profile, step);
	}
	return [...last.values()];
}
