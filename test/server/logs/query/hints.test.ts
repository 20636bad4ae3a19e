/** Advice for the habits of other query languages. */
import {
	displayNameBefore,
	hintForColon,
	hintForForeignOperator,
	hintForOperator,
	hintForText,
	hintForUnclosedQuote,
} from '../../../../server/logs/query/hints';

describe('hintForOperator', () => {
	it.each([
		['==', 'Write = for "equals"'],
		['===', 'Write = for "equals"'],
		['=!', 'Write != for "not equal"'],
		['!==', 'Write != for "not equal"'],
		['!~', 'Write FIELD MATCHES "pattern" for a regular expression, or use the wildcards * and ?'],
		['>>', 'Put a value that starts with an operator character in double quotes'],
	])('%s', (operator, hint) => expect(hintForOperator(operator)).toBe(hint));
});

describe('hintForText', () => {
	it.each(["'a", '‘a', '’a', '“a', '„a', '&&', '||', '!a', '!'])('%s', (start) =>
		expect(hintForText(start)).toBeDefined(),
	);
	it.each(['', 'a', '&a', '|a', '~a', '-a', '"a'])('none for %j', (start) =>
		expect(hintForText(start)).toBeUndefined(),
	);
});

describe('hintForUnclosedQuote', () => {
	it('explains the backslash only where one stands before a quote', () => {
		expect(hintForUnclosedQuote(3, false)).toBe('The quote opened at position 3 is not closed');
		expect(hintForUnclosedQuote(3, true)).toContain(
			'write \\\\ for a backslash before the closing quote',
		);
	});
});

describe('hintForColon', () => {
	it.each(['EVENTID:4624', 'EventId:4624', 'Username:', 'message:a'])('%s', (text) => {
		expect(hintForColon(text)).toMatch(/^Write [A-Z]+ = \S+ to search the field/);
	});
	it.each(['error:disk', 'http://x', 'fe80::1', 'C:\\x', 'C:', '10:30', 'aa:bb:cc', 'EVENTID'])(
		'none for %s',
		(text) => {
			expect(hintForColon(text)).toBeUndefined();
		},
	);
});

describe('hintForForeignOperator', () => {
	it.each(['CONTAINS', 'STARTSWITH', 'ENDSWITH', 'BETWEEN', 'EQUALS', 'IS'])('%s', (word) => {
		expect(hintForForeignOperator('UserName', word)).toMatch(/^(Write|There are)/);
		expect(hintForForeignOperator('UserName', word.toLowerCase())).toBeUndefined();
		expect(hintForForeignOperator('anything', word)).toBeUndefined();
	});
});

describe('displayNameBefore', () => {
	it.each([
		['Event ', 'ID', 'Event ID', 'EVENTID'],
		['a (Remote ', 'IP', 'Remote IP', 'REMOTEIP'],
		['a AND Process  ', 'Name', 'Process  Name', 'PROCESSNAME'],
		['Remote ', 'Interface', 'Remote Interface', 'REMOTE_INTERFACE'],
		['Severity ', 'Type', 'Severity Type', 'COMMON_SEVERITY'],
		['Task ', 'Category', 'Task Category', 'TASK'],
	])('%s%s', (before, word, written, field) => {
		expect(displayNameBefore(before, word)).toEqual({ written, field });
	});
	it.each([
		['', 'EVENTID'],
		['failed ', 'EVENTID'],
		['failed logon ', 'USERNAME'],
		['a = b AND ', 'ID'],
		['"Event" ', 'ID'],
		['x-Event ', 'ID'],
	])('none for %s%s', (before, word) => expect(displayNameBefore(before, word)).toBeUndefined());
});
