/** The operations to be tried: those of the OpenAPI document that the server says it answers. */

/** Drawn less often: large answers that never change. */
const RARE = new Set(['server.openapi', 'server.metrics', 'server.health']);

/**
 * @param {object} document OpenAPI document
 * @param {readonly string[]} implemented ids
 * @returns {object[]} operations with path, method, id, parameters, body schema and weight
 */
export function operationsOf(document, implemented) {
	const wanted = new Set(implemented);
	const all = Object.entries(document.paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
	);
	return all
		.filter(({ operationId }) => wanted.has(operationId))
		.map(({ operationId: id, path, method, parameters = [], requestBody, responses, ...rest }) => ({
			id,
			path,
			method,
			parameters,
			responses,
			scope: rest['x-scope'],
			bodySchema: requestBody?.content['application/json']?.schema,
			textBody: requestBody !== undefined && !requestBody.content['application/json'],
			weight: weightOf(id, method),
		}));
}

/** What deletes comes less often than what creates, so that there is something to work with. */
function weightOf(id, method) {
	if (RARE.has(id)) return 0.2;
	return method === 'delete' || /disable/.test(id) ? 0.5 : 1;
}
