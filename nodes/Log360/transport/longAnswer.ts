/** Answers whose lists may be long: their entries are parsed one by one when they are walked through, and not held. */
import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import type { Hits } from '../dialects/dialect';
import { judge, parsed, type Answer, type RawResponse } from './answer';
import { errorIn } from './failure';
import { entryAt, outlineOf, placeOf } from './outline';

/** A body, in outline where `bytes` are its text. */
export interface LongAnswer {
	readonly body: unknown;
	readonly bytes?: Buffer;
	/** The error for an entry that is no JSON. */
	broken?(text: string): Error;
}

/** Below this size a body is parsed as a whole. */
const SHORT = 64 * 1024;

/** As {@link judge}, for a body that came as a buffer. */
export function judgeLong(response: RawResponse): Answer {
	const bytes = response.body;
	if (!Buffer.isBuffer(bytes)) return judge(response, false);
	if (response.statusCode < 300 && bytes.length > SHORT) {
		const body = outlineOf(bytes);
		if (body !== undefined && errorIn(body) === undefined) {
			return { body, bytes, headers: response.headers };
		}
	}
	return judge({ ...response, body: parsed(bytes) }, false);
}

/** The entries of a list that was found in the body of an answer. */
export function entriesOf(answer: LongAnswer, found: readonly IDataObject[]): Hits {
	const { bytes } = answer;
	if (bytes === undefined) return found;
	return {
		length: found.length,
		*[Symbol.iterator]() {
			for (const entry of found) yield read(answer, bytes, entry);
		},
	};
}

function read(answer: LongAnswer, bytes: Buffer, entry: IDataObject): IDataObject {
	const place = placeOf(entry);
	if (place === undefined) return entry;
	try {
		return entryAt(bytes, place);
	} catch (error) {
		throw answer.broken?.(bytes.toString('utf8', place.from, place.to)) ?? error;
	}
}

/** The same for equal lists, and small, so that a page can be recognised without being held. */
export function fingerprintOf({ bytes }: LongAnswer, found: readonly IDataObject[]): string {
	const hash = createHash('sha256');
	for (const entry of found) {
		const place = bytes && placeOf(entry);
		hash.update(place ? bytes.subarray(place.from, place.to) : JSON.stringify(entry));
	}
	return hash.digest('hex');
}
