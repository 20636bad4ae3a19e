/** A rule's log source as a condition on events, and the fields that its events have here. */
import { fieldName, type LogSourceWords } from '../../logs/ingest';
import { type Problems, isMap } from './problems';
import { equalsAny } from './query-parts';
import type { EventSource } from './event-source';
import { readerSource } from './reader-source';
import { windowsSource } from './windows-source';

export type { EventSource } from './event-source';

/** `logsource` of a rule, words in lower case. */
export function readLogSource(given: unknown): LogSourceWords {
	if (!isMap(given)) return {};
	const word = (key: 'product' | 'service' | 'category') => {
		const value = given[key];
		return typeof value === 'string' && value.trim() !== ''
			? value.trim().toLowerCase()
			: undefined;
	};
	const [product, service, category] = [word('product'), word('service'), word('category')];
	return {
		...(product === undefined ? {} : { product }),
		...(service === undefined ? {} : { service }),
		...(category === undefined ? {} : { category }),
	};
}

/**
 * The events of a log source. When no reader writes them, the source is a LOGTYPE of the log source's own name: the rule
 * finds nothing until someone delivers such events, and never looks at others.
 */
export function eventSource(words: LogSourceWords, problems: Problems): EventSource {
	const known = windowsSource(words) ?? readerSource(words);
	if (known !== undefined) {
		for (const other of known.others ?? []) {
			problems.note(
				`${words.product ?? ''} and ${other} write the same lines, which have one LOGTYPE here: the rule looks at those of ${other}, too`,
			);
		}
		return known;
	}
	const name = sourceName(words);
	problems.addIdle(
		'log source',
		name === ''
			? 'the rule names no log source'
			: `no reader of this server writes events of the log source ${name}; the rule looks at events with LOGTYPE = "${name}" and fields of the rule's own names`,
	);
	return {
		query: equalsAny('LOGTYPE', [name === '' ? 'no log source' : name]),
		fieldsOf: (field) => [fieldName(field)],
	};
}

/** A log source in words, such as `aws cloudtrail`. */
export function sourceName({ product, category, service }: LogSourceWords): string {
	return [product, category, service].filter((word) => word !== undefined).join(' ');
}
