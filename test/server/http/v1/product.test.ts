import { v1Product } from '../../../../server/http/v1/product';
import { TestServer } from '../../../support/server';

it('tells the kind of system it runs on', async () => {
	const server = await TestServer.start();
	expect((await server.call('/RestAPI/v1/product/details')).body).toEqual({
		os_type: process.platform === 'win32' ? 'windows' : 'linux',
	});
});

it.each([
	['win32', 'windows'],
	['linux', 'linux'],
	['darwin', 'linux'],
] as const)('calls %s %s', async (platform, osType) => {
	const answer = v1Product(platform)['v1.product.details'];
	expect(await answer?.({} as never)).toEqual({ os_type: osType });
});
