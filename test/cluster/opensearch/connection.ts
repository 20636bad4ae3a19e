/** Where the OpenSearch of the cluster tests is; without one the tests are skipped, by name. */
import { randomBytes } from 'node:crypto';
import { connect, type SearchClient } from '../../../server/storage/opensearch';

/** Address of the node that the setup of the tests started. */
export const OPENSEARCH = process.env['LOG360_TEST_OPENSEARCH'];

/** `describe`, or where there is no OpenSearch one that skips. */
export const onOpenSearch: jest.Describe = OPENSEARCH === undefined ? describe.skip : describe;

const opened: { client: SearchClient; prefix: string }[] = [];

afterAll(async () => {
	for (const { client, prefix } of opened.splice(0)) {
		await removeAll(client, prefix);
		await client.close();
	}
});

/** A client, and a name for indices that nobody else has; the indices go with the test file. */
export function freshPlace(): { client: SearchClient; prefix: string } {
	const place = {
		client: connect({ nodes: [OPENSEARCH as string] }),
		prefix: `test-${randomBytes(6).toString('hex')}`,
	};
	opened.push(place);
	return place;
}

/** Removes all indices of a place, and its template. */
export async function removeAll(client: SearchClient, prefix: string): Promise<void> {
	const indices = await client.call<{ index: string }[]>({
		method: 'GET',
		path: `/_cat/indices/${prefix}*`,
		query: { format: 'json', h: 'index' },
	});
	for (const { index } of indices) await client.call({ method: 'DELETE', path: `/${index}` });
	await client.call({
		method: 'DELETE',
		path: `/_index_template/${prefix}*`,
		accept: [404],
	});
}
