/** Every sample of the vendor's pages fits the contract: requests are accepted whole, answers have no stray key. */
import { OPERATIONS } from '../../../server/contract/operations';
import type { Operation } from '../../../server/contract/operation';
import { v1ErrorResponse } from '../../../server/contract/v1/error';
import { v2ErrorResponse } from '../../../server/contract/v2/error';
import type { Golden } from './golden/golden';
import { v1Goldens } from './golden/v1';
import { v2Goldens } from './golden/v2';

const goldens = [...v1Goldens, ...v2Goldens];

/** Dotted paths of all keys; entries of lists share one path. */
function keys(value: unknown, path = ''): string[] {
	if (Array.isArray(value)) return value.flatMap((entry) => keys(entry, `${path}[]`));
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, child]) => [
		`${path}.${key}`,
		...keys(child, `${path}.${key}`),
	]);
}

const title = ({ id, shows }: Golden) => `${id}: ${shows}`;

describe.each(goldens.map((golden) => [title(golden), golden] as const))('%s', (_title, golden) => {
	const row: Operation = OPERATIONS[golden.id];

	test.each(['params', 'query', 'body'] as const)('%s is accepted with every key', (part) => {
		const sent = golden[part];
		if (sent === undefined) return;
		const schema = row.request[part];
		// An operation without parameters takes the empty query.
		if (schema === undefined) {
			expect(sent).toEqual({});
			return;
		}
		const parsed = schema.parse(sent) as Record<string, unknown>;
		expect(keys(parsed)).toEqual(expect.arrayContaining(keys(sent)));
	});

	test('the answer has that shape, key for key', () => {
		if (golden.answer === undefined) return;
		expect(row.response?.parse(golden.answer)).toEqual(golden.answer);
	});

	test('an answer with a stray or a missing key is refused', () => {
		if (golden.answer === undefined) return;
		const answer = golden.answer as Record<string, unknown>;
		expect(row.response?.safeParse({ ...answer, stray: 1 }).success).toBe(false);
		const required = Object.keys(answer).filter((key) => key !== 'cursor' && key !== 'next_page');
		for (const key of required) {
			const { [key]: _gone, ...rest } = answer;
			expect(row.response?.safeParse(rest).success).toBe(false);
		}
	});
});

test('error bodies as observed', () => {
	expect(
		v1ErrorResponse.safeParse({ ERROR_CODE: 'X', ERROR_DESCRIPTION: 'no such host' }).success,
	).toBe(true);
	expect(v1ErrorResponse.safeParse({ ERROR_CODE: 'X' }).success).toBe(false);
	const error = { code: '10001015', title: 'Forbidden' };
	expect(v2ErrorResponse.safeParse({ error }).success).toBe(true);
	expect(v2ErrorResponse.safeParse({ error: { ...error, code: 10001015 } }).success).toBe(false);
});

test('tolerant words are parsed to one spelling', () => {
	const { body } = OPERATIONS['v1.alerts.run'].request;
	const spellings = ['Inprogress', 'In-progress', 'IN_PROGRESS', 'in progress'];
	expect(body.parse({ status: spellings, severity: ['cRITICAL'] })).toMatchObject({
		status: spellings.map(() => 'in_progress'),
		severity: ['critical'],
	});
});

test('ids are parsed to numbers, log types to strings', () => {
	const { body } = OPERATIONS['v2.search.start'].request;
	const window = {
		query: '*',
		start_time: '2026-01-31T00:00:00Z',
		end_time: '2026-01-31T00:00:00Z',
	};
	expect(body.parse({ ...window, log_source_ids: ['7', 8], log_types: [9, 'Unix'] })).toMatchObject(
		{
			log_source_ids: [7, 8],
			log_types: ['9', 'Unix'],
		},
	);
});
