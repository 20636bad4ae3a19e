/** What is told of a ticketing tool that refuses: its words, without any secret that it repeats, in whatever form it went out. */
import type { OutgoingRequest, Send } from '../../../../server/platform/outgoing';
import { toolCall } from '../../../../server/response/tickets/tool-call';

/** A tool that refuses every call and says what `body` makes of it. */
const refusing =
	(body: (request: OutgoingRequest) => string): Send =>
	async (request) => ({ status: 400, headers: {}, body: body(request) });

const message = async (
	send: Send,
	secrets: Record<string, string>,
	headers: Record<string, string>,
) =>
	toolCall(
		send,
		'https://tool.example/api/',
		secrets,
		new AbortController().signal,
	)({
		...{ method: 'POST', path: '/tickets', json: {}, headers },
	}).then(
		() => 'nothing was refused',
		(error: unknown) => (error as Error).message,
	);

const basic = (user: string, password: string) =>
	`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

it('Basic credentials are blotted out, with their scheme and without', async () => {
	const authorization = basic('ann@example.com', 'api-token-1');
	const encoded = authorization.slice('Basic '.length);
	const send = refusing(({ headers }) => `bad ${headers?.['authorization']}, that is ${encoded}!`);
	expect(await message(send, { token: 'api-token-1' }, { authorization })).toBe(
		'POST /tickets was answered with 400: bad ***, that is ***!',
	);
});

it.each([
	['as it is', 'se"cret/1'],
	['inside of JSON', JSON.stringify('se"cret/1').slice(1, -1)],
	['inside of an address', encodeURIComponent('se"cret/1')],
])('a secret is blotted out %s', async (_, said) => {
	const text = await message(
		refusing(() => `no <${said}>`),
		{ password: 'se"cret/1' },
		{},
	);
	expect(text).toBe('POST /tickets was answered with 400: no <***>');
});

it.each(['X-Api-Key', 'Authorization', 'Cookie', 'X-Auth-Token'])(
	'what the header %s carried is blotted out, also where it is no secret of the connection',
	async (name) => {
		const send = refusing(({ headers }) => `you sent ${headers?.[name]}`);
		expect(await message(send, {}, { [name]: 'Token abc-def-123' })).toMatch(/you sent \*\*\*$/);
	},
);

it('the whole goes before its parts, so that nothing of it is left over', async () => {
	const send = refusing(() => 'long-secret and secret');
	expect(await message(send, { one: 'secret', other: 'long-secret' }, {})).toMatch(
		/400: \*\*\* and \*\*\*$/,
	);
});

it('other headers, and texts of a tool without secrets, are told as they are', async () => {
	const send = refusing(({ headers }) => `${headers?.['accept']}  is\n not enough`);
	expect(await message(send, {}, {})).toMatch(/400: application\/json is not enough$/);
});
