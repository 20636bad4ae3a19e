/** Makes indices, which may be there already: several servers start at once. */
import type { SearchClient } from '../client';

/** Makes an index when there is none of that name. @param body settings and mappings; those of a template by default */
export async function createIndex(
	client: SearchClient,
	name: string,
	body: object = {},
): Promise<void> {
	const { error } = await client.call<{ error?: { type: string; reason: string } }>({
		method: 'PUT',
		path: `/${name}`,
		body,
		accept: [400],
	});
	if (error !== undefined && error.type !== 'resource_already_exists_exception')
		throw new Error(`OpenSearch did not make the index ${name}: ${error.reason}`);
}
