/** The guard against answers in an unknown form: it names the form, but none of the data. */
import { understood } from '../../../../nodes/Log360/transport/understood';
import { NODE } from './fakeClient';

const fail = (body: unknown, what = 'logs') => {
	try {
		understood(undefined, body, what, NODE, 2);
	} catch (error) {
		return error as Error & { description: string; context: { itemIndex: number } };
	}
	throw new Error('It should have failed');
};

it.each([[[]], [''], [0], [false], [{ hits: [] }]])('hands on what was read: %j', (read) => {
	expect(understood(read, {}, 'logs', NODE)).toBe(read);
});

it('says what is missing, and where', () => {
	const error = fail({ a: 1 });
	expect(error.name).toBe('NodeApiError');
	expect(error.message).toBe('The answer of the server holds no logs in any known form');
	expect(error.context.itemIndex).toBe(2);
});

it.each([
	['an object', { records: [1], page: 2 }, 'an object with records, page'],
	['an array', [1], 'object'],
	['text', 'pong', 'string'],
	['a number', 7, 'number'],
])('names the form of %s', (_name, body, form) => {
	expect(fail(body).description).toContain(`The server answered with ${form}.`);
});

it('names ten keys at most', () => {
	const body = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`k${index}`, 0]));
	expect(fail(body).description).toContain('k8, k9. ');
	expect(fail(body).description).not.toContain('k10');
});

it('tells no values, which may be confidential', () => {
	const error = fail({ secret: 'hunter2' });
	expect(JSON.stringify([error.message, error.description])).not.toContain('hunter2');
});

it('keeps the message of n8n away, which would replace words that it knows', () => {
	expect(fail({}, 'timeout').message).toBe(
		'The answer of the server holds no timeout in any known form',
	);
});
