/** Secrets of a definition that is edited: they stay with the address they were given for. */
import { keepSecrets } from '../../../../server/response/workflows';

const MASK = '********';
const URL_ = 'https://hook.example/a?b={{ticket.id}}';

const definition = (parameters: object) => ({
	start: 'call',
	blocks: [{ id: 'call', type: 'http_request', parameters }],
});
const before = definition({ url: URL_, secret: 'a secret of 24 characters', method: 'POST' });

/** The secret after an edit that shows the mask. */
const secretAfter = (change: object) =>
	(
		keepSecrets(definition({ url: URL_, secret: MASK, ...change }), before) as {
			blocks: { parameters: { secret: string } }[];
		}
	).blocks[0]?.parameters.secret;

it.each([
	['nothing', {}],
	['the path', { url: 'https://hook.example/other?b={{ticket.id}}' }],
	['the method spelled out', { method: 'POST' }],
])('is kept when %s has changed', (_what, change) =>
	expect(secretAfter(change)).toBe('a secret of 24 characters'),
);

it.each([
	['host', { url: 'https://evil.example/a?b={{ticket.id}}' }],
	['port', { url: 'https://hook.example:8443/a?b={{ticket.id}}' }],
	['scheme', { url: 'http://hook.example/a?b={{ticket.id}}' }],
	['placeholder', { url: 'https://hook.example/a?b={{arguments.x}}' }],
	['whole address', { url: '{{arguments.url}}' }],
	['method', { method: 'PUT' }],
])('has to be entered again when another %s is given', (_what, change) =>
	expect(() => secretAfter(change)).toThrow('blocks.call.parameters.secret: enter it again'),
);

it('a new one may come with a new address', () =>
	expect(secretAfter({ url: 'https://new.example/', secret: 'another secret, long enough' })).toBe(
		'another secret, long enough',
	));
