/** Severities and statuses as people and both products write them. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Severity, Status } from '../dialects/dialect';
import { idList } from './ids';

export const severityOptions: INodePropertyOptions[] = [
	{ name: 'Attention', value: 'attention' },
	{ name: 'Critical', value: 'critical' },
	{ name: 'Trouble', value: 'trouble' },
];

export const statusOptions: INodePropertyOptions[] = [
	{ name: 'Closed', value: 'closed' },
	{ name: 'In Progress', value: 'in_progress' },
	{ name: 'Open', value: 'open' },
];

/** A filter by severities, read with {@link severitiesOf}. @param records what is filtered, such as `alerts` */
export function severitiesFilter(records: string): INodeProperties {
	return {
		displayName: 'Severities',
		name: 'severities',
		type: 'multiOptions',
		options: severityOptions,
		default: [],
		description: `Only ${records} of these severities; none means all`,
	};
}

/** A filter by statuses, read with {@link statusesOf}. @param records what is filtered, such as `alerts` */
export function statusesFilter(records: string): INodeProperties {
	return {
		displayName: 'Statuses',
		name: 'statuses',
		type: 'multiOptions',
		options: statusOptions,
		default: [],
		description: `Only ${records} that have one of these statuses now; none means all`,
	};
}

/**
 * A severity in any case.
 *
 * @throws RangeError naming the words that are accepted
 */
export function severityOf(value: unknown): Severity {
	return wordOf(value, severityOptions, 'severity') as Severity;
}

/**
 * A status in any case and with any separator: `In progress`, `INPROGRESS` and `in_progress` are one.
 *
 * @throws RangeError naming the words that are accepted
 */
export function statusOf(value: unknown): Status {
	return wordOf(value, statusOptions, 'status') as Status;
}

/** As {@link severityOf}, several of them. All of them, or `*`, are as good as none. */
export function severitiesOf(value: unknown): Severity[] {
	return wordsOf(value, severityOptions, 'severity') as Severity[];
}

/** As {@link statusOf}, several of them. All of them, or `*`, are as good as none. */
export function statusesOf(value: unknown): Status[] {
	return wordsOf(value, statusOptions, 'status') as Status[];
}

function wordsOf(value: unknown, options: INodePropertyOptions[], what: string): string[] {
	const given = idList(value);
	if (given.includes('*')) return [];
	const found = [...new Set(given.map((word) => wordOf(word, options, what)))];
	return found.length === options.length ? [] : found;
}

function wordOf(value: unknown, options: INodePropertyOptions[], what: string): string {
	const word = String(value ?? '').trim();
	const option = options.find((candidate) => bare(String(candidate.value)) === bare(word));
	if (option) return String(option.value);
	const accepted = options.map((candidate) => candidate.value).join(', ');
	throw new RangeError(`"${word.slice(0, 60)}" is not a ${what}. Use ${accepted}.`);
}

function bare(word: string): string {
	return word.toLowerCase().replace(/[\s_-]/g, '');
}
