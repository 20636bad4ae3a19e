import { IMPLEMENTED, operation, OPERATION_IDS } from '../../../server/contract';
import { handlers, type AppParts, type AppSettings } from '../../../server/http/app';
import { TestServer } from '../../support/server';

/** Stands for any part: handlers are only made here, never called. */
const anything: unknown = new Proxy(() => anything, { get: () => anything });

const mounted = Object.keys(
	handlers(
		anything as AppParts,
		{ pageSize: 1, v1Envelope: 'results', v1Form: 'client' } as AppSettings,
	),
);

it('mounts exactly the operations that are said to be implemented', () => {
	expect([...mounted].sort()).toEqual([...IMPLEMENTED].sort());
});

it('mounts nothing that the contract does not know', () => {
	for (const id of mounted) expect(OPERATION_IDS).toContain(id);
});

it('answers every implemented operation with something else than "no such path"', async () => {
	const server = await TestServer.start();
	for (const id of IMPLEMENTED) {
		const { path, method } = operation(id);
		const { status, body } = await server.call(path.replaceAll(/\{\w+\}/g, '1'), {
			method,
			token: null,
		});
		expect([id, status, JSON.stringify(body)]).not.toEqual([
			id,
			404,
			expect.stringMatching(/No operation/),
		]);
		expect([id, status]).not.toEqual([id, 405]);
	}
});
