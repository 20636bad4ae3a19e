/** Finds incidents by name, over the API. */

/**
 * @param {import('../lib/backend.mjs').Backend} backend
 * @param {string} name
 * @returns {Promise<number>} its id
 * @throws Error when there is none of that name
 */
export async function incidentNamed({ url, demoToken }, name) {
	const headers = { authorization: `Bearer ${demoToken}` };
	const answer = await fetch(`${url}/api/v2/incident?limit=1000`, { headers });
	const { data } = /** @type {any} */ (await answer.json());
	const found = data.incidents.find((/** @type {any} */ incident) => incident.name === name);
	if (found === undefined) throw new Error(`there is no incident "${name}"`);
	return found.incident_id;
}
