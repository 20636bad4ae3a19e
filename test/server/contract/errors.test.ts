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
