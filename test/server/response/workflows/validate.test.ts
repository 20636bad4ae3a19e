/** Definitions: what is accepted, and what is said about the rest. */
import { PREDEFINED } from '../../../../server/response/workflows/predefined';
import { validateDefinition } from '../../../../server/response/workflows/validate';
import { mail } from './support';

const message = (definition: unknown): string => {
	try {
		validateDefinition(definition);
		return 'valid';
	} catch (error) {
		expect(error).toMatchObject({ name: 'WorkflowError', code: 'invalid_definition' });
		return (error as Error).message;
	}
};
const one = (block: object, more: object = {}) => ({
	start: 'a',
	blocks: [{ id: 'a', ...block }],
	...more,
});

it("accepts every predefined workflow, the vendor's first four under their ids", () => {
	expect(PREDEFINED.slice(0, 4).map(({ name }) => name)).toEqual([
		'Popup Alert',
		'Kill Process',
		'Stop Service',
		'Disable Computer',
	]);
	for (const { definition } of PREDEFINED) {
		expect(message(definition)).toBe('valid');
		// They are stored as they stand, so nothing may be left for validation to fill in.
		expect(validateDefinition(definition)).toEqual(definition);
	}
	expect(new Set(PREDEFINED.map(({ name }) => name)).size).toBe(PREDEFINED.length);
});

it.each<[string, unknown, string | RegExp]>([
	['nothing', null, /^body: expected an object, got null/],
	[
		'no blocks',
		{ start: 'a', blocks: [] },
		'blocks: expected at least 1 entries, got an array of 0',
	],
	[
		'an unknown key',
		one({ type: 'end', parameters: { status: 'success' }, then: 'b' }),
		/blocks\[0\].then: not a parameter/,
	],
	[
		'a bad id',
		{ start: 'a', blocks: [{ id: '1a', type: 'end' }] },
		/blocks\[0\].id: expected a block id.*got "1a"/,
	],
	[
		'the same id twice',
		{ start: 'a', blocks: [mail('a'), mail('a')] },
		/two blocks have the id "a"/,
	],
	[
		'an unknown start',
		{ start: 'x', blocks: [mail('a')] },
		'start: no block has the id "x"; there are a',
	],
	[
		'an unknown type',
		one({ type: 'explode' }),
		/^blocks\[0\] \(a\).type: expected one of decision, .*got "explode"$/,
	],
	[
		'a link to nowhere',
		{ start: 'a', blocks: [mail('a', { next: 'b' })] },
		/blocks\[0\] \(a\).next: no block has the id "b"; there are a/,
	],
	[
		'a link of another type',
		{ start: 'a', blocks: [mail('a', { yes: 'b' }), mail('b')] },
		/\(a\).yes: a send_mail block takes next and onFailure/,
	],
	[
		'a link behind the end',
		{
			start: 'a',
			blocks: [{ id: 'a', type: 'end', parameters: { status: 'success' }, next: 'b' }, mail('b')],
		},
		/\(a\).next: a end block takes none/,
	],
	[
		'a cycle',
		{ start: 'a', blocks: [mail('a', { next: 'b' }), mail('b', { onFailure: 'a' })] },
		/a → b → a is a cycle/,
	],
	[
		'a cycle nobody gets to',
		{ start: 'a', blocks: [mail('a'), mail('b', { next: 'b' })] },
		/b → b is a cycle/,
	],
	[
		'an unreachable block',
		{ start: 'a', blocks: [mail('a'), mail('b')] },
		'blocks: nothing leads from the start "a" to "b"',
	],
	[
		'a missing parameter',
		one({ type: 'popup_alert', parameters: { device: 'x' } }),
		/\(a\).parameters.message: is required, expected a message/,
	],
	[
		'an unknown parameter',
		one({ type: 'shut_down', parameters: { device: 'x', force: true } }),
		/\(a\).parameters.force: not a parameter; accepted: device/,
	],
	[
		'a wrong value',
		one({ type: 'block_ip', parameters: { device: 'x', address: '1.2.3' } }),
		/address: expected an IPv4 or IPv6 address, got "1.2.3"/,
	],
	[
		'a wrong value beside a placeholder',
		one({ type: 'block_ip', parameters: { device: '{{device}}', address: 'x' } }),
		/address: expected/,
	],
	[
		'a bad placeholder',
		one({ type: 'shut_down', parameters: { device: '{{a b}}' } }),
		/device: \{\{a b\}\} is not a path/,
	],
	[
		'an unknown variable',
		one({ type: 'shut_down', parameters: { device: '{{host}}' } }),
		/\{\{host\}\} starts with none of arguments, ticket/,
	],
	[
		'an unknown argument',
		one({ type: 'shut_down', parameters: { device: '{{arguments.x}}' } }),
		/\{\{arguments.x\}\} names no argument; there are none/,
	],
	[
		'a variable of an unknown block',
		one({ type: 'shut_down', parameters: { device: '{{blocks.b.output}}' } }),
		/\{\{blocks.b.output\}\} names no block/,
	],
	[
		'a condition that cannot be read',
		one({ type: 'decision', parameters: { condition: 'a == ' } }),
		/condition: expected a variable, .* found the end at position 5/,
	],
	[
		'an unknown variable in a condition',
		one({ type: 'decision', parameters: { condition: 'severity == 1' } }),
		/severity starts with none of/,
	],
	[
		'a host that a variable decides',
		one({ type: 'http_request', parameters: { url: 'https://{{device}}/x' } }),
		/url: expected placeholders only after the host/,
	],
	[
		'a half host',
		one({ type: 'http_request', parameters: { url: 'https://n8n.example{{device}}/x' } }),
		/url: expected placeholders only after the host/,
	],
	[
		'another scheme',
		one({ type: 'http_request', parameters: { url: 'file:///etc/passwd' } }),
		/url: expected an http or https address/,
	],
	[
		'credentials in the address',
		one({ type: 'http_request', parameters: { url: 'https://u:p@n8n.example/' } }),
		/without user name and password/,
	],
	[
		'credentials in shown headers',
		one({
			type: 'http_request',
			parameters: { url: 'https://n8n.example/', headers: { Authorization: 'Bearer x' } },
		}),
		/put it into secretHeaders/,
	],
	[
		'a header of the connection',
		one({
			type: 'http_request',
			parameters: { url: 'https://n8n.example/', secretHeaders: { Host: 'x' } },
		}),
		/header names that the block may set/,
	],
	[
		'a default of the wrong type',
		one(
			{ type: 'end', parameters: { status: 'success' } },
			{ arguments: [{ name: 'n', type: 'number', default: 'x' }] },
		),
		/arguments \(n\): the default is a string, expected a number/,
	],
	[
		'an argument twice',
		one(
			{ type: 'end', parameters: { status: 'success' } },
			{ arguments: [{ name: 'n' }, { name: 'n' }] },
		),
		/two arguments have the name "n"/,
	],
])('refuses %s', (_what, definition, expected) => {
	if (typeof expected === 'string') expect(message(definition)).toBe(expected);
	else expect(message(definition)).toMatch(expected);
});

it('names no secret in a message', () => {
	const text = message(
		one({
			type: 'http_request',
			parameters: {
				url: 'https://n8n.example/',
				secret: 'short77',
				secretHeaders: { 'X-Api-Key': 'bad\nvalue99' },
			},
		}),
	);
	expect(text).toContain('secret');
	expect(text).not.toContain('short77');
	expect(text).not.toContain('value99');
});

it('names the first ten problems', () => {
	const blocks = Array.from({ length: 15 }, (_, n) => ({ id: `b${n}`, type: 'nonsense' }));
	expect(message({ start: 'b0', blocks })).toMatch(/; and \d+ more$/);
});

it('finds its way through the widest and the longest graph', () => {
	const blocks = Array.from({ length: 200 }, (_, n) =>
		mail(`b${n}`, n < 199 ? { next: `b${n + 1}`, onFailure: 'b199' } : {}),
	);
	expect(message({ start: 'b0', blocks })).toBe('valid');
});

it('a condition that is too long is refused by its length, and not parsed', () => {
	// Parsed, each of them would be told of a second time, and the deep one takes many seconds.
	for (const condition of ['('.repeat(240_000), `${'not '.repeat(60_000)}x`, ' '.repeat(2_001)]) {
		const said = message(one({ type: 'decision', parameters: { condition } }));
		expect(said).toMatch(/^blocks\[0\] \(a\)\.parameters\.condition: expected at most 2000 /);
		expect(said.split('condition: ')).toHaveLength(2);
		expect(said.length).toBeLessThan(1_000);
	}
});
