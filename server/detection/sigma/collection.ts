/** Rules that are imported together: correlations find the rules that they name, rules the filters that hold for them. */
import type { FoundDocument } from './documents';
import { readLogSource } from './log-source';
import { isMap, listOf } from './problems';
import type { SigmaDocument } from './rule';

/** An index over the documents of one import. */
export class RuleCollection {
	private readonly byName = new Map<string, SigmaDocument>();
	/** Rules that exist only for a correlation. */
	private readonly parts = new Set<SigmaDocument>();
	private readonly filters: SigmaDocument[] = [];

	constructor(documents: readonly FoundDocument[]) {
		for (const key of ['title', 'id', 'name'] as const) {
			for (const { document } of documents) {
				const name = document[key];
				if (typeof name === 'string') this.byName.set(name, document);
			}
		}
		for (const { document } of documents) {
			if (isMap(document['filter'])) this.filters.push(document);
			this.markParts(document);
		}
	}

	/** A rule by its `name`, `id` or title. */
	readonly find = (name: string): SigmaDocument | undefined => this.byName.get(name);

	/** Whether a document becomes no profile of its own: a filter, or a rule that a correlation is about. */
	isPart(document: SigmaDocument): boolean {
		return this.parts.has(document) || isMap(document['filter']);
	}

	/** The filters that name a rule and are of its log source. */
	filtersOf(rule: SigmaDocument): readonly SigmaDocument[] {
		if (this.filters.length === 0) return this.filters;
		const names = [rule['id'], rule['name'], rule['title']];
		const source = readLogSource(rule['logsource']);
		return this.filters.filter(({ filter, logsource }) => {
			const wanted = readLogSource(logsource);
			const isOfSource = (['product', 'service', 'category'] as const).every(
				(key) => wanted[key] === undefined || wanted[key] === source[key],
			);
			const rules = isMap(filter) ? listOf(filter['rules']) : [];
			return isOfSource && rules.some((name) => name === 'any' || names.includes(name));
		});
	}

	private markParts(document: SigmaDocument): void {
		const { correlation } = document;
		if (!isMap(correlation)) return;
		if (correlation['generate'] === true || document['generate'] === true) return;
		for (const name of listOf(correlation['rules'])) {
			const named = this.find(name);
			if (named !== undefined) this.parts.add(named);
		}
	}
}
