/** Reads the documents of Sigma files: rules, correlations and filters, `action: global` resolved. */
import { parseAllDocuments } from 'yaml';
import { SigmaError, isMap } from './problems';
import type { SigmaDocument } from './rule';

/** A document and where it stands. */
export interface FoundDocument {
	readonly document: SigmaDocument;
	/** Its title, or its position in its file. */
	readonly title: string;
}

/**
 * The documents of a file that are rules, correlations or filters.
 *
 * Of collections, `action: global` holds for all documents after it, `action: reset` ends that, and `action: repeat`
 * lays itself over the document before it.
 *
 * @param text YAML, one or several documents
 * @throws SigmaError when the text is no YAML or holds no rule
 */
export function readDocuments(text: string): FoundDocument[] {
	const found: FoundDocument[] = [];
	let global: SigmaDocument = {};
	let last: SigmaDocument = {};
	for (const [index, document] of parse(text).entries()) {
		const { action, ...rest } = document;
		if (action === 'global') {
			global = merged(global, rest);
			continue;
		}
		if (action === 'reset') {
			global = {};
			if (Object.keys(rest).length === 0) continue;
		}
		last = action === 'repeat' ? merged(last, rest) : merged(global, rest);
		const title = typeof last['title'] === 'string' ? last['title'] : `document ${index + 1}`;
		found.push({ document: last, title });
	}
	if (found.length === 0) throw new SigmaError(['the file holds no rule']);
	return found;
}

function parse(text: string): SigmaDocument[] {
	const parsed = parseAllDocuments(text);
	const documents: SigmaDocument[] = [];
	for (const document of 'empty' in parsed ? [] : parsed) {
		const [error] = document.errors;
		if (error !== undefined) throw new SigmaError([`not valid YAML: ${error.message}`]);
		// Aliases multiply: a small file must not become a huge one.
		const value: unknown = document.toJS({ maxAliasCount: 100 });
		if (isMap(value)) documents.push(value);
		else if (value !== null) throw new SigmaError(['a document of the file is no map']);
	}
	return documents;
}

/** Maps are laid over each other key by key, everything else is replaced. */
function merged(under: SigmaDocument, over: SigmaDocument): SigmaDocument {
	const result = new Map<string, unknown>(Object.entries(under));
	for (const [key, value] of Object.entries(over)) {
		const known = result.get(key);
		result.set(key, isMap(known) && isMap(value) ? merged(known, value) : value);
	}
	return Object.fromEntries(result);
}
