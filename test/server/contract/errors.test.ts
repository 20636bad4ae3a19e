/** The error catalogue: complete, unambiguous, and the same in both dialects. */
import {
	ERROR_CODES,
	errorEntry,
	errorMessage,
	v1ErrorBody,
	v2ErrorBody,
} from '../../../server/contract/errors';
import { errorsOf } from '../../../server/contract/operation';
import { operation, OPERATION_IDS } from '../../../server/contract/operations';
import { v1ErrorResponse } from '../../../server/contract/v1/error';
import { v2ErrorResponse } from '../../../server/contract/v2/error';

describe.each(ERROR_CODES)('%s', (code) => {
	const entry = errorEntry(code);

	test('has an error status, a message and a remedy', () => {
		expect(entry.status).toBeGreaterThanOrEqual(400);
		expect(entry.status).toBeLessThan(600);
		expect(entry.message).not.toBe('');
		expect(entry.remedy).toMatch(/\.$/);
	});

	test('says something whole without and with a detail', () => {
		expect(errorMessage(code)).not.toMatch(/\{detail\}|^\s*$|: *\.$/);
		expect(errorMessage(code, 'THIS $& $1')).toBe(
			entry.message.replace('{detail}', () => 'THIS $& $1'),
		);
	});

	test('has both bodies in the form of their dialect', () => {
		expect(v1ErrorResponse.parse(v1ErrorBody(code, 'x'))).toEqual({
			ERROR_CODE: entry.v1,
			ERROR_DESCRIPTION: errorMessage(code, 'x'),
		});
		expect(v2ErrorResponse.parse(v2ErrorBody(code, 'x'))).toEqual({
			error: { code: entry.v2.code, title: entry.v2.title, detail: errorMessage(code, 'x') },
		});
	});
});

test('no two errors share a code of either dialect', () => {
	expect(new Set(ERROR_CODES.map((code) => errorEntry(code).v1)).size).toBe(ERROR_CODES.length);
	expect(new Set(ERROR_CODES.map((code) => errorEntry(code).v2.code)).size).toBe(
		ERROR_CODES.length,
	);
});

/** Titles by status, as the page of errors of sibling products has them; those after the bar are names of HTTP that it lacks. */
const TITLES: Readonly<Record<number, string>> = {
	400: 'Bad Request, Invalid Parameter',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Page Not Found | Not Found',
	405: 'Unsupported HTTP Method',
	409: '| Conflict',
	410: '| Gone',
	413: '| Payload Too Large',
	415: 'Unsupported Media Type',
	422: 'Unprocessable Content',
	429: 'Too Many Requests',
	500: '| Internal Server Error',
	503: '| Service Unavailable',
	507: '| Insufficient Storage',
};

test('titles are those of sibling products, and none of theirs that fits is missing', () => {
	const found = new Map<number, Set<string>>();
	for (const { status, v2 } of ERROR_CODES.map(errorEntry)) {
		found.set(status, (found.get(status) ?? new Set()).add(v2.title));
	}
	const wanted = Object.entries(TITLES).map(([status, titles]) => [
		Number(status),
		titles
			.split(/\s*[,|]\s*/)
			.filter(Boolean)
			.sort(),
	]);
	const sorted = [...found].map(([status, titles]) => [status, [...titles].sort()] as const);
	expect(sorted.sort(([one], [other]) => one - other)).toEqual(wanted);
});

test('an address that does not exist is told from an id that does not', () => {
	expect(errorEntry('not_found').v2.title).toBe('Page Not Found');
	const ofIds = ERROR_CODES.filter((code) => code !== 'not_found').map(errorEntry);
	expect(ofIds.map(({ v2 }) => v2.title)).not.toContain('Page Not Found');
});

test('the observed code of Log360 Cloud is kept', () => {
	expect(v2ErrorBody('wrong_scope', 'search.READ').error).toMatchObject({
		code: '10001015',
		title: 'Forbidden',
	});
});

test('every error is given by some operation, or by the server before it knows the operation', () => {
	const given = new Set(OPERATION_IDS.flatMap((id) => errorsOf(operation(id))));
	const unused = ERROR_CODES.filter((code) => !given.has(code));
	expect(unused).toEqual(['not_found', 'method_not_allowed']);
});

test('what an operation can give follows from its token, its generation and its body', () => {
	const codes = errorsOf(operation('v2.search.run'));
	expect(codes).toEqual(expect.arrayContaining(['wrong_scope', 'rate_limited', 'malformed_json']));
	expect(codes).not.toContain('v1_gone');
	expect(errorsOf(operation('v1.product.details'))).toContain('v1_gone');
	expect(errorsOf(operation('v1.product.details'))).not.toContain('malformed_json');
	expect(errorsOf(operation('server.health'))).toEqual(['internal', 'unavailable']);
});
