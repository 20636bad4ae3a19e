/** Readers for answers whose envelope differs between generations, builds and pages of the documentation. */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../transport/failure';
import type { Page } from './dialect';

/** Keys below which hits were documented or seen, in the order in which they are trusted. */
const HIT_KEYS = ['hits', 'results', 'data', 'response', 'alerts', 'logs', 'rows'];

/**
 * Reads a page of hits.
 *
 * Accepted: `data` as an array (observed on Cloud); `data.hits`; `results.hits` (observed on V1); `hits.hits`
 * (documented for V1); `hits` as an array; and each of these inside `response`. The cursor may stand beside the hits, at the top, or in
 * `meta`.
 *
 * @returns `undefined` when the answer holds something, but no hits in any known form
 */
export function readPage(body: unknown): Page | undefined {
	const trail: IDataObject[] = [];
	const hits = findHits(body, trail, 0);
	if (hits === undefined) return undefined;
	const cursor = firstOf(trail, (level) => textOf(level.cursor) ?? textOf(metaOf(level).cursor));
	const total = firstOf(trail, totalIn);
	return { hits, ...(cursor ? { cursor } : {}), ...(total === undefined ? {} : { total }) };
}

/** The number of all records, which an envelope tells beside those of its page. */
function totalIn(level: IDataObject): number | undefined {
	const meta = metaOf(level);
	return (
		numberOf(meta.total_items) ??
		// As sibling products call it, documented there.
		numberOf(meta.total_no_of_objects) ??
		numberOf(level.total_hits) ??
		numberOf(level.total_items) ??
		numberOf(meta.total_hits)
	);
}

/** What a list says of its window. */
export interface SaidOfWindow {
	/** Number of records in all. */
	readonly total?: number;
	/** Position of the first record that it holds; sibling products write a text, `"start_index": "1"` (documented there). */
	readonly start?: number;
	/** Most records that it may hold. */
	readonly most?: number;
}

/** Reads what a list says of its window beside its records. */
export function windowOf(body: unknown): SaidOfWindow {
	if (!isObject(body)) return {};
	const meta = metaOf(body);
	return {
		total: totalIn(body),
		start: numberOf(meta.start_index),
		most: numberOf(meta.limit),
	};
}

function findHits(node: unknown, trail: IDataObject[], depth: number): IDataObject[] | undefined {
	if (Array.isArray(node))
		return node.map((hit) => (isObject(hit) ? hit : { value: hit as string }));
	if (node === null || node === undefined || node === '') return [];
	if (!isObject(node) || depth > 4) return undefined;
	trail.push(node);
	const key = HIT_KEYS.find((name) => name in node);
	if (key !== undefined) return findHits(node[key], trail, depth + 1);
	// An answer without hits may be nothing at all, or only counters.
	const telling = Object.keys(node).filter(
		(name) => !/^(?:meta|cursor|total)$|_count|^total_/i.test(name),
	);
	return telling.length === 0 ? [] : undefined;
}

/**
 * Reads a list such as the log sources.
 *
 * @param keys names under which the list, or its only entry, may stand, best first; without a match the only array there is, is
 * taken
 * @returns `undefined` when there is no list
 */
export function readList(body: unknown, keys: readonly string[]): IDataObject[] | undefined {
	const inner = payload(body);
	if (Array.isArray(inner)) return inner.map(asObject);
	if (inner === null || inner === undefined || inner === '') return [];
	if (!isObject(inner)) return undefined;
	const key = keyIn(inner, keys, Array.isArray);
	if (key !== undefined) return (inner[key] as unknown[]).map(asObject);
	const single = keyIn(inner, keys, isRecord);
	if (single !== undefined) return [asObject(inner[single])];
	const arrays = Object.values(inner).filter(Array.isArray);
	if (arrays.length === 1) return (arrays[0] as unknown[]).map(asObject);
	return Object.keys(inner).length === 0 ? [] : undefined;
}

/** Keys of V1's two lists of alert profiles (documented; they contain spaces). */
const V1_PROFILE_LISTS = ['Profile Based Alerts', 'Correlation Alert Profiles'];

/** Reads alert profiles: V1 keeps those of correlations apart. */
export function readAlertProfiles(body: unknown): IDataObject[] | undefined {
	const inner = payload(body);
	if (isObject(inner) && V1_PROFILE_LISTS.some((key) => key in inner)) {
		return V1_PROFILE_LISTS.flatMap((key) =>
			Array.isArray(inner[key]) ? inner[key].map(asObject) : [],
		);
	}
	return readList(body, ['profiles', 'alert_profiles']);
}

/** The content of an answer without its envelope (`data`, or the tolerated `response`). */
export function payload(body: unknown): unknown {
	if (!isObject(body)) return body;
	if ('data' in body) return body.data;
	if ('response' in body) return body.response;
	return body;
}

/** The first of several keys that holds text or a number, as text. */
export function pick(record: IDataObject, keys: readonly string[]): string | undefined {
	const key = keyIn(
		record,
		keys,
		(value) => (typeof value === 'string' && value !== '') || typeof value === 'number',
	);
	return key === undefined ? undefined : String(record[key]);
}

/**
 * The first of several keys that holds what is wanted, in any spelling: `Log Source ID`, `LOG_SOURCE_ID` and `logSourceId` are all
 * `log_source_id`, since products and pages differ in it. The one that is written as it should be counts first.
 */
export function keyIn(
	record: IDataObject,
	keys: readonly string[],
	holds: (value: unknown) => boolean,
): string | undefined {
	for (const key of keys) {
		if (holds(record[key])) return key;
		const other = Object.keys(record).find(
			(name) => bare(name) === bare(key) && holds(record[name]),
		);
		if (other !== undefined) return other;
	}
	return undefined;
}

function bare(key: string): string {
	return key.toLowerCase().replace(/[\s_-]/g, '');
}

export function numberOf(value: unknown): number | undefined {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** An object that holds something; an empty one stands for an empty list. */
function isRecord(value: unknown): boolean {
	return isObject(value) && Object.keys(value).length > 0;
}

function asObject(entry: unknown): IDataObject {
	return isObject(entry) ? entry : { name: entry as string };
}

function metaOf(level: IDataObject): IDataObject {
	return isObject(level.meta) ? level.meta : {};
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}

function firstOf<T>(
	levels: readonly IDataObject[],
	read: (level: IDataObject) => T | undefined,
): T | undefined {
	for (const level of levels) {
		const value = read(level);
		if (value !== undefined) return value;
	}
	return undefined;
}
