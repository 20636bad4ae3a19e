/** A Windows event as its file has it, in the names that Sigma's specification gives its parts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Event, Value } from '../../support/sigma-evaluator.ts';

/** Reads an event of `{"Event": {"System": ..., "EventData": ...}}`: attributes are linked with an underscore. */
export function sigmaEvent(line: string): Event {
	const { Event: event } = JSON.parse(line) as { Event: Record<string, unknown> };
	const fields: Record<string, Value> = {};
	for (const [name, value] of Object.entries((event['System'] ?? {}) as object)) {
		if (typeof value !== 'object') fields[name] = value as Value;
		else flatten(`${name}_`, value?.['#attributes'] ?? value, fields);
	}
	for (const part of ['EventData', 'UserData'])
		if (event[part] !== undefined) flatten('', event[part], fields);
	return fields;
}

function flatten(prefix: string, value: unknown, into: Record<string, Value>): void {
	if (typeof value !== 'object' || value === null) return;
	for (const [key, inner] of Object.entries(value)) {
		if (key === '#attributes') continue;
		// "Use them as they appear in the log source and strip all spaces."
		const name = prefix + key.replaceAll(' ', '');
		if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
			if ('#text' in inner) into[name] = inner['#text'] as Value;
			else flatten('', inner, into);
		} else into[name] = Array.isArray(inner) ? JSON.stringify(inner) : (inner as Value);
	}
}

interface SourceEntry {
	readonly product?: string;
	readonly service?: string;
	readonly category?: string;
	readonly conditions?: Readonly<Record<string, unknown>>;
	readonly rewrite?: { readonly product: string; readonly service: string };
	readonly fieldmappings?: Readonly<Record<string, string>>;
	readonly sources?: readonly string[];
}

/** How a rule's log source is found, as `tests/thor.yml` of the rules' own repository says. */
export class SourceTable {
	private readonly entries: readonly SourceEntry[];

	/** @param folder a copy of the repository */
	constructor(folder: string) {
		const file = parse(readFileSync(join(folder, 'tests/thor.yml'), 'utf8')) as {
			logsources: Record<string, SourceEntry>;
		};
		this.entries = Object.values(file.logsources);
	}

	/** The event as a rule of a log source sees it, under the rule's names; undefined when it is of another. */
	view(source: Readonly<Record<string, string>>, event: Event): Event | undefined {
		if (source['category'] === undefined)
			return this.isOf(source['product'], source['service'], event) ? event : undefined;
		for (const entry of this.entries) {
			const { category, conditions = {}, rewrite, fieldmappings = {} } = entry;
			if (category !== source['category'] || rewrite === undefined) continue;
			if (entry.product !== source['product']) continue;
			const isMet = Object.entries(conditions).every(([field, wanted]) =>
				(Array.isArray(wanted) ? wanted : [wanted]).map(String).includes(String(event[field])),
			);
			if (!isMet || !this.isOf(rewrite.product, rewrite.service, event)) continue;
			const renamed = Object.entries(fieldmappings).map(([name, own]) => [
				name,
				event[own] ?? null,
			]);
			return { ...event, ...Object.fromEntries(renamed) } as Event;
		}
		return undefined;
	}

	private isOf(product: string | undefined, service: string | undefined, event: Event): boolean {
		if (product === 'windows' && service === undefined) return true;
		return this.entries.some(
			(entry) =>
				entry.product === product &&
				entry.service === service &&
				(entry.sources ?? []).includes(`WinEventLog:${String(event['Channel'])}`),
		);
	}
}
