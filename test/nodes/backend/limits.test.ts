/** What the backend refuses for reasons of its own: too many requests, and an old generation that it has retired. */
import { backend } from '../support/backend';
import { bothWaysToV1, nodeWith } from '../support/node';

describe('the rate limit', () => {
	const server = backend('--empty', '--rate-limit', '2');

	it('is told when the node may not try again, and is over for no other token', async () => {
		const limited = await server.withScopes('search.READ', 'logfields.READ');
		const node = nodeWith(() => limited);
		const options = { maxRetries: 0 };
		await node.run('log.search', { options });
		await node.run('logField.getMany', { options });
		const error = await node.fail('log.search', { options });
		expect(error).toMatchObject({
			message: 'Could not search logs: too many requests',
			httpCode: '429',
			context: { cause: 'rateLimited' },
		});
		expect(error.description).toContain('The limit of 2 requests');
		expect(error.description).toContain('Lower the number of items or raise the interval');
		const another = await server.withScopes('search.READ');
		expect(await nodeWith(() => another).run('log.search', { options })).toEqual([]);
	});
});

describe('a server that has retired V1', () => {
	const server = backend('--empty', '--v1-sunset');

	it('says so to a V1 credential', async () => {
		const error = await nodeWith(() => server.v1()).fail('log.search');
		expect(error).toMatchObject({
			message: 'Could not search logs: this server no longer offers API V1',
			httpCode: '410',
			context: { cause: 'gone' },
		});
		expect(error.description).toContain('The V1 API has been retired on this server');
		expect(error.description).toContain('Choose API version V2 in the credential');
	});

	it.each(bothWaysToV1(server))('says so to what only V1 has, over %s', async (_name, node) => {
		for (const operation of ['product.getDetails', 'workflow.getMany']) {
			expect(await node.fail(operation)).toMatchObject({ httpCode: '410' });
		}
	});

	it('goes on with V2', async () => {
		expect(await nodeWith(() => server.v2()).run('log.search')).toEqual([]);
	});
});
