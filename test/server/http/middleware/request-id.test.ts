/** Request ids. */
import { requestId } from '../../../../server/http/middleware/request-id';
import { ok, serve, stopAll } from './serve';

afterEach(stopAll);

async function idFor(sent?: string): Promise<string | null> {
	const url = await serve([requestId({ generate: () => 'generated-id' }), ok]);
	const response = await fetch(url, {
		headers: sent === undefined ? {} : { 'X-Request-Id': sent },
	});
	return response.headers.get('X-Request-Id');
}

it('makes an id when none is sent', async () => expect(await idFor()).toBe('generated-id'));

it('keeps a plain one of the caller beside its own', async () => {
	const url = await serve([requestId({ generate: () => 'generated-id' }), ok]);
	const { headers } = await fetch(url, { headers: { 'X-Request-Id': 'n8n_run-42.1' } });
	expect(headers.get('X-Request-Id')).toBe('generated-id');
	expect(headers.get('X-Client-Request-Id')).toBe('n8n_run-42.1');
});

it.each(['short', 'x'.repeat(65), 'with space in', 'semi;colon=1', 'quote"quote'])(
	'has its own instead of %j',
	async (sent) => expect(await idFor(sent)).toBe('generated-id'),
);

it('makes UUIDs by default', async () => {
	const url = await serve([requestId(), ok]);
	expect((await fetch(url)).headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
});

it('is on error answers too', async () => {
	const url = await serve([
		requestId(),
		() => {
			throw new Error('broken');
		},
	]);
	const response = await fetch(url);
	const body = (await response.json()) as { error: { detail: string } };
	expect(response.status).toBe(500);
	expect(body.error.detail).toContain(response.headers.get('X-Request-Id'));
	expect(JSON.stringify(body)).not.toContain('broken');
});
