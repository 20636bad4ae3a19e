/** Outgoing calls: what is refused, and that what was checked is what is connected to. */
import { checkTarget, outgoing } from '../../../../server/platform/outgoing/send';
import { FakeServer, type Reply } from '../../response/tickets/fakes/fake-server';

class Target extends FakeServer {
	protected answer(): Reply {
		return { status: 200, json: { ok: true } };
	}
}

const at = (address: string) => async () => [{ address, family: address.includes(':') ? 6 : 4 }];
const get = (url: string) => ({ method: 'GET', url }) as const;

test('the answer comes back whole, of any status', async () => {
	const target = await new Target().start();
	target.planned.push({ status: 418, json: { tea: true }, headers: { 'x-pot': 'short' } });
	const send = outgoing({ allowInternal: ['127.0.0.1'] });
	expect(await send({ method: 'POST', url: `${target.url}/a?b=c`, body: 'ä' })).toMatchObject({
		status: 418,
		headers: { 'x-pot': 'short' },
		body: '{"tea":true}',
	});
	expect(target.got[0]).toMatchObject({ method: 'POST', path: '/a', body: 'ä' });
	expect(target.got[0]?.headers['content-length']).toBe('2');
});

test.each([
	['a literal address', 'http://127.0.0.1/'],
	['another spelling of it', 'http://0x7f.1/'],
	['an integer', 'http://2130706433/'],
	['IPv6', 'http://[::1]/'],
	['IPv4 in IPv6', 'http://[::ffff:127.0.0.1]/'],
	['the metadata service', 'http://169.254.169.254/latest/meta-data'],
	['Azure’s platform address', 'http://168.63.129.16/machine?comp=goalstate'],
	['IPv4 translated (SIIT)', 'http://[::ffff:0:7f00:1]/'],
])('%s is refused', async (_what, url) => {
	await expect(outgoing({ allowInternal: [] })(get(url))).rejects.toMatchObject({
		code: 'TARGET_REFUSED',
	});
});

test('a name that leads inside is refused, also when only one of its addresses does', async () => {
	const inside = outgoing({ allowInternal: [], resolve: at('10.0.0.1') });
	await expect(inside(get('http://tool.example/'))).rejects.toThrow('tool.example (10.0.0.1)');
	const resolve = async () => [...(await at('1.1.1.1')()), ...(await at('::1')())];
	const mixed = outgoing({ allowInternal: [], resolve });
	await expect(mixed(get('http://tool.example/'))).rejects.toMatchObject({
		code: 'TARGET_REFUSED',
	});
});

test('the address that was looked at is the one that is connected to', async () => {
	const target = await new Target().start();
	let asked = 0;
	const resolve = async () => {
		asked++;
		return [{ address: '127.0.0.1', family: 4 }];
	};
	const send = outgoing({ allowInternal: ['tool.example'], resolve });
	const { port } = new URL(target.url);
	expect(await send(get(`http://tool.example:${port}/`))).toMatchObject({ status: 200 });
	expect(asked).toBe(1);
	expect(target.got[0]?.headers.host).toBe(`tool.example:${port}`);
});

test('a name allowed inside opens no other', async () => {
	const send = outgoing({ allowInternal: ['tool.example'], resolve: at('127.0.0.1') });
	await expect(send(get('http://other.example/'))).rejects.toMatchObject({
		code: 'TARGET_REFUSED',
	});
});

test('no answer in time, no connection, no name', async () => {
	const target = await new Target().start();
	const { url } = target;
	const resolve = () => new Promise<never>(() => undefined);
	const slow = outgoing({ allowInternal: [], resolve, timeoutMs: 20 });
	await expect(slow(get('http://tool.example/secret'))).rejects.toThrow(
		/^tool\.example did not answer in time$/,
	);
	target.planned.push('cut');
	const send = outgoing({ allowInternal: ['127.0.0.1'] });
	await expect(send(get(url))).rejects.toMatchObject({ code: 'NO_ANSWER' });
	const unknown = Object.assign(new Error('x'), { code: 'ENOTFOUND' });
	const nowhere = outgoing({ allowInternal: [], resolve: () => Promise.reject(unknown) });
	await expect(nowhere(get('http://no.example/'))).rejects.toThrow(
		'no.example cannot be reached: ENOTFOUND',
	);
});

test.each(['ftp://tool.example', 'file:///etc/passwd', 'https://a:b@tool.example', 'no url'])(
	'%s is no target',
	(url) => expect(() => checkTarget(url, [])).toThrow(),
);

test('a caller that gives up ends the call', async () => {
	const resolve = () => new Promise<never>(() => undefined);
	const reason = new Error('stop');
	const call = outgoing({ allowInternal: [], resolve })({
		...get('http://tool.example'),
		signal: AbortSignal.abort(reason),
	});
	await expect(call).rejects.toBe(reason);
});

test('a host may be allowed for one port only', async () => {
	const target = await new Target().start();
	const { port } = new URL(target.url);
	const send = outgoing({ allowInternal: [`127.0.0.1:${port}`] });
	expect(await send(get(target.url))).toMatchObject({ status: 200 });
	const other = await new Target().start();
	await expect(send(get(other.url))).rejects.toMatchObject({ code: 'TARGET_REFUSED' });
	expect(() => checkTarget('http://[::1]/', ['[::1]:80'])).not.toThrow();
	expect(() => checkTarget('https://[::1]/', ['[::1]:80'])).toThrow('--allow-internal');
});
