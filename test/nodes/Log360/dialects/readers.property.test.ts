/** Properties of the readers: no answer makes them throw, no hit is lost or made up, and every known envelope reads the same. */
import fc from 'fast-check';

import { choicesOf, LOG_SOURCE_KEYS } from '../../../../nodes/Log360/dialects/choices';
import { wireId, wireIds } from '../../../../nodes/Log360/dialects/ids';
import { readJobs, readRequestId, readResults } from '../../../../nodes/Log360/dialects/jobs';
import { present } from '../../../../nodes/Log360/dialects/present';
import {
	numberOf,
	payload,
	pick,
	readAlertProfiles,
	readList,
	readPage,
} from '../../../../nodes/Log360/dialects/read';
import * as simplify from '../../../../nodes/Log360/dialects/simplify';
import { errorIn } from '../../../../nodes/Log360/transport/failure';
import { runs } from '../../../support/runs';

const NAMES = [
	'data',
	'hits',
	'results',
	'response',
	'meta',
	'cursor',
	'jobs',
	'requests',
	'request_id',
	'stage',
	'next_page',
	'total_items',
	'error',
	'id',
	'name',
	'TEMPLATE_ID',
	'CREATED_ON',
];

/** JSON that is nearly an answer: known names with values of any kind below them. */
const nearly = fc.letrec((tie) => ({
	node: fc.oneof(
		{ depthSize: 'small', maxDepth: 5 },
		fc.constantFrom(null, '', 'x', 0, -1, 1e300, true, false),
		fc.string(),
		fc.double({ noNaN: true }),
		fc.array(tie('node'), { maxLength: 4 }),
		fc.dictionary(fc.constantFrom(...NAMES), tie('node'), { maxKeys: 5 }),
	),
})).node;

describe('no answer makes a reader throw', () => {
	it.each([
		['readPage', readPage],
		['readList', (body: unknown) => readList(body, ['hits', 'results'])],
		['readAlertProfiles', readAlertProfiles],
		['readJobs', readJobs],
		['readRequestId', readRequestId],
		['readResults', readResults],
		['errorIn', errorIn],
		['payload', payload],
	] as Array<[string, (body: unknown) => unknown]>)('%s', (_name, read) => {
		fc.assert(
			fc.property(nearly, (body) => {
				read(body);
			}),
			{ numRuns: runs(2000) },
		);
	});

	it('nor a record one of the simplifiers', () => {
		const record = fc.dictionary(fc.constantFrom(...NAMES), fc.anything({ withDate: false }), {
			maxKeys: 8,
		});
		fc.assert(
			fc.property(record, (given) => {
				for (const one of Object.values(simplify)) one(given as never);
				choicesOf([given as never], LOG_SOURCE_KEYS);
			}),
			// An object that cannot become text is found once in some ten thousand records.
			{ numRuns: runs(1000), examples: [[{ id: { toString: 0 } }]] },
		);
	});
});

const hit = fc.dictionary(
	fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/),
	fc.oneof(fc.string(), fc.integer()),
	{
		maxKeys: 4,
	},
);

describe('every envelope reads the same', () => {
	it('for pages', () => {
		fc.assert(
			fc.property(
				fc.array(hit, { maxLength: 6 }),
				fc.option(fc.string({ minLength: 1 })),
				(hits, cursor) => {
					const mark = cursor === null ? {} : { cursor };
					const bodies = [
						{ data: hits, meta: mark },
						{ data: { hits }, meta: mark },
						{ data: { hits, ...mark } },
						{ ...mark, results: { hits, total_hits_x: 1 } },
						{ ...mark, hits: { hits } },
						{ ...mark, hits },
						{ response: { hits, ...mark } },
					];
					for (const body of bodies) {
						expect(readPage(body)).toEqual({ hits, ...(cursor === null ? {} : { cursor }) });
					}
				},
			),
			{ numRuns: runs(300) },
		);
	});

	it('for lists, whose entries come out in their order', () => {
		fc.assert(
			fc.property(fc.array(hit, { minLength: 1, maxLength: 6 }), (records) => {
				for (const body of [
					records,
					{ data: records },
					{ response: records },
					{ log_sources: records },
					{ data: { log_sources: records, total: 1 } },
					{ data: { some_new_name: records } },
				]) {
					expect(readList(body, ['log_sources'])).toEqual(records);
				}
			}),
		);
	});
});

it('wireId keeps every id: what it makes of one, written as text, is that id', () => {
	fc.assert(
		fc.property(
			fc.oneof(fc.string(), fc.bigInt({ min: 0n }).map(String), fc.maxSafeNat().map(String)),
			(id) => {
				expect(String(wireId(id))).toBe(id);
				expect(wireIds([id, id])).toEqual([wireId(id), wireId(id)]);
			},
		),
		{ numRuns: runs(1000) },
	);
});

it('numberOf reads what it wrote itself, and is a finite number or nothing', () => {
	fc.assert(
		fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
			expect(numberOf(value)).toBe(value);
			expect(numberOf(String(value))).toBe(Number(String(value)));
		}),
	);
	fc.assert(
		fc.property(fc.anything(), (value) => {
			const number = numberOf(value);
			return number === undefined || Number.isFinite(number);
		}),
	);
});

it('pick gives the value of one of its keys, as text, and never an empty one', () => {
	fc.assert(
		fc.property(
			fc.dictionary(fc.constantFrom(...NAMES), nearly),
			fc.array(fc.constantFrom(...NAMES)),
			(record, keys) => {
				const picked = pick(record as never, keys);
				if (picked === undefined) return true;
				const texts = keys
					.map((key) => (record as Record<string, unknown>)[key])
					.filter((value) => typeof value === 'string' || typeof value === 'number');
				return picked !== '' && texts.map(String).includes(picked);
			},
		),
	);
});

it('present keeps everything but undefined and empty lists', () => {
	fc.assert(
		fc.property(
			fc.dictionary(fc.string(), fc.oneof(fc.constant(undefined), fc.constant([]), nearly)),
			(body) => {
				const kept = present(body);
				for (const [key, value] of Object.entries(body)) {
					const gone = value === undefined || (Array.isArray(value) && value.length === 0);
					expect(Object.hasOwn(kept, key)).toBe(!gone);
				}
			},
		),
	);
});
