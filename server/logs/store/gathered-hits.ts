/** Gathers hits for an answer, within bounds of bytes: pages that end early, and answers that must have every hit. */
import { CUT_FIELD, type FieldValue } from '../events';
import { toClientForm } from './client-form';
import { HitBytes } from './hit-bytes';
import type { NameForm, SearchRequest } from './search-request';
import { MAX_PAGE_LENGTH, type SearchPage } from './store';

/** What is left of a hit for which there is no room: so many characters of JSON, and of each of its values. */
const SHORT_LENGTH = 8_192;
const SHORT_VALUE = 256;
/** Longest list of the fields that were cut, characters. */
const MAX_LISTED = 1_024;

/** The hits of a page: it is full at `limit` hits or before {@link MAX_PAGE_LENGTH}, but takes one of any length. */
export class GatheredPage {
	/** Hits that were offered. */
	seen = 0;
	/** Whether there was a hit for which there is no room; the next page begins with it. */
	isFull = false;
	private readonly bytes = new HitBytes();

	constructor(private readonly request: Pick<SearchRequest, 'limit' | 'form'>) {}

	/** Hits that it may have. */
	get limit(): number {
		return this.request.limit;
	}

	/** Whether hits go out as they are stored, so that {@link take} needs no text of them. */
	get takesBytes(): boolean {
		return this.request.form === 'server';
	}

	/**
	 * Takes one more hit.
	 *
	 * @param document JSON text with server names; its bytes only where {@link takesBytes}
	 * @returns whether it is on the page
	 */
	take(document: string | Uint8Array): boolean {
		this.seen++;
		this.isFull ||= this.seen > this.request.limit;
		if (this.isFull) return false;
		const hit = typeof document === 'string' ? inForm(document, this.request.form) : document;
		this.isFull = !this.bytes.add(hit, MAX_PAGE_LENGTH);
		return !this.isFull;
	}

	/** The page. */
	hits(): Pick<SearchPage, 'hits' | 'count' | 'more'> {
		const { count } = this.bytes;
		return { hits: this.bytes.take(), count, more: this.seen > count };
	}
}

/**
 * All of some hits, however many and long: pages of a job have numbers, so none of them may end early. Once there are
 * {@link MAX_PAGE_LENGTH} characters, what follows is shortened, and says which of its fields were cut or left out.
 */
export class AllHits {
	private readonly documents: string[] = [];
	private length = 0;

	constructor(private readonly form: NameForm) {}

	/** Takes one more hit, JSON text with server names. */
	take(document: string): void {
		const isLong = this.length + document.length > MAX_PAGE_LENGTH;
		const kept = isLong && document.length > SHORT_LENGTH ? shortened(document) : document;
		this.documents.push(inForm(kept, this.form));
		this.length += kept.length;
	}

	/** The hits. */
	hits(): Pick<SearchPage, 'hits' | 'count'> {
		return joined(this.documents);
	}
}

function inForm(document: string, form: NameForm): string {
	return form === 'client' ? toClientForm(document) : document;
}

/** JSON texts with commas; UTF-8 in a buffer of its own, fit for transfer. */
function joined(documents: readonly string[]): Pick<SearchPage, 'hits' | 'count'> {
	return { hits: new TextEncoder().encode(documents.join(',')), count: documents.length };
}

/** The hit with short values and only as many of its fields as have room, in their order. */
function shortened(document: string): string {
	const fields = Object.entries(JSON.parse(document) as Record<string, FieldValue>);
	const cut: string[] = [];
	const kept: [string, FieldValue][] = [];
	let room = SHORT_LENGTH;
	for (const [name, value] of fields) {
		if (name === CUT_FIELD) {
			cut.push(String(value));
			continue;
		}
		const isLong = typeof value === 'string' && value.length > SHORT_VALUE;
		const short = isLong ? value.slice(0, SHORT_VALUE).toWellFormed() : value;
		const length = name.length + JSON.stringify(short).length;
		const hasRoom = length <= room;
		if (hasRoom) {
			kept.push([name, short]);
			room -= length;
		}
		if (isLong || !hasRoom) cut.push(name);
	}
	return JSON.stringify(Object.fromEntries([...kept, [CUT_FIELD, listed(cut)]]));
}

function listed(names: readonly string[]): string {
	const text = [...new Set(names)].join(', ');
	return text.length <= MAX_LISTED ? text : `${text.slice(0, MAX_LISTED)} ...`;
}
