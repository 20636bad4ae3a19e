/** The drop-downs of the search: what they offer, and that a choice filters. */
import assert from 'node:assert/strict';
import { UNIX_HOST } from '../lib/events.mjs';
import { execute, itemsOf } from '../lib/execute.mjs';
import { NODE_TYPE, searchParameters } from '../lib/workflows.mjs';

/** @param {import('../run.mjs').World} world */
export async function checkPickers({ checks, client, events, v2, v1 }) {
	/**
	 * @param {import('../lib/workflows.mjs').CredentialLink} link
	 * @param {string} name - of the filter
	 * @param {string} methodName
	 */
	const open = async (link, name, methodName) =>
		await client.loadOptions({
			nodeType: { name: NODE_TYPE, version: 1 },
			path: `parameters.filters.${name}`,
			methodName,
			parameters: searchParameters('*'),
			credentials: { log360Api: { id: link.id, name: link.name } },
		});
	const hosts = new Set(events.map((event) => String(event.HOSTNAME)));
	const types = new Set(events.map((event) => String(event.LOGTYPE)));
	const fromHost = events.filter((event) => event.HOSTNAME === UNIX_HOST);

	for (const [generation, link] of /** @type {const} */ ([
		['V2', v2],
		['V1', v1],
	])) {
		await checks.check(
			`the ${generation} log source picker lists every host, and a choice filters`,
			async () => {
				const choices = await open(link, 'logSources', 'getLogSources');
				const names = choices.map(({ name }) => name);
				assert.deepEqual(
					[...hosts].filter((host) => !names.includes(host)),
					[],
					`missing among ${names.length} choices`,
				);
				const choice = choices.find(({ name }) => name === UNIX_HOST);
				const parameters = { ...searchParameters('*'), filters: { logSources: [choice?.value] } };
				const items = itemsOf(await execute(client, link, parameters));
				assert.equal(items.length, fromHost.length);
				assert.ok(items.every((item) => Object.values(item).includes(UNIX_HOST)));
			},
		);

		await checks.check(
			`the ${generation} log type picker lists every type, and a choice filters`,
			async () => {
				const choices = await open(link, 'logTypes', 'getLogTypes');
				const names = choices.map(({ name }) => name);
				assert.deepEqual(
					[...types].filter((type) => !names.includes(type)),
					[],
					names.join(', '),
				);
				const choice = choices.find(({ name }) => name === 'Syslog Device');
				const parameters = { ...searchParameters('*'), filters: { logTypes: [choice?.value] } };
				const items = itemsOf(await execute(client, link, parameters));
				const expected = events.filter((event) => event.LOGTYPE === 'Syslog Device');
				assert.equal(items.length, expected.length);
			},
		);

		await checks.check(
			`the ${generation} group picker offers groups, and together they hold all`,
			async () => {
				const choices = await open(link, 'logSourceGroups', 'getLogSourceGroups');
				assert.ok(choices.length > 0);
				const logSourceGroups = choices.map(({ value }) => value);
				const parameters = { ...searchParameters('EVENTID = 4625'), filters: { logSourceGroups } };
				const items = itemsOf(await execute(client, link, parameters));
				assert.equal(items.length, events.filter((event) => event.EVENTID === 4625).length);
			},
		);
	}

	await checks.check('an incident is picked by its name and by its page', async () => {
		const create = { resource: 'incident', operation: 'create', name: 'Picked by its name' };
		const [{ id, url }] = itemsOf(await execute(client, v2, create));
		for (const [mode, value] of [
			['name', 'picked by its name'],
			['url', url],
		]) {
			const incident = { __rl: true, mode, value };
			const get = { resource: 'incident', operation: 'get', incident };
			const [found] = itemsOf(await execute(client, v2, get));
			assert.equal(found.id, id, mode);
		}
		const incident = { __rl: true, mode: 'name', value: 'No such incident' };
		const missing = await execute(client, v2, { resource: 'incident', operation: 'get', incident });
		assert.match(JSON.stringify(missing.error), /There is no incident called/);
	});
}
