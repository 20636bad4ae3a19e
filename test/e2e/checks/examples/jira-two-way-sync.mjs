/** The example jira-two-way-sync: one issue for an alert, statuses in step both ways, and no echo. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { JIRA_LOGIN, startJira } from '../../fakes/jira.mjs';
import { clearedLog } from './attacks.mjs';
import { until } from './stage.mjs';

const HOST = 'jira-e2e';
/** Two polls of the trigger and some time for what they start. */
const TWO_POLLS_MS = 12_000;

/** @param {import('./stage.mjs').Stage} stage */
export async function checkJira(stage) {
	const { checks, backend } = stage.world;
	const jira = await startJira();
	/** @param {any} incident */
	const located = ({ id }) => ({ __rl: true, mode: 'id', value: id });
	/** @type {any} */
	let incident;
	/** @type {any} */
	let issue;

	await checks.check('example: an alert becomes one Jira issue', async () => {
		const jiraSoftwareCloudApi = await stage.credential('Jira', 'jiraSoftwareCloudApi', {
			...JIRA_LOGIN,
			domain: jira.url,
		});
		const file = 'jira-two-way-sync/workflow.json';
		await stage.publish(await stage.store(file, { jiraSoftwareCloudApi }, { jira: jira.url }));
		await until(() => jira.webhooks() === 1, 'the trigger has not registered its webhook');
		await backend.importEvents([clearedLog(HOST)]);
		issue = await until(() => jira.issues[0], 'Jira has got no issue');
		const all = { resource: 'incident', operation: 'getMany', returnAll: true };
		incident = (await stage.ask(all)).find(({ actors }) => actors?.entity?.includes(HOST));
		assert.equal(issue.fields.summary, incident.name);
		assert.deepEqual(issue.fields.labels, ['log360', `log360-${incident.id}`]);
		assert.match(issue.fields.description, new RegExp(HOST));
		const notes = { resource: 'incident', operation: 'getNotes', incident: located(incident) };
		await until(
			async () => JSON.stringify(await stage.ask(notes)).includes('Jira: SEC-1'),
			'the incident has no note of its issue',
		);
	});

	await checks.check('example: statuses follow each other both ways, without an echo', async () => {
		await jira.move('SEC-1', 'indeterminate');
		await stage.incident(
			incident.name,
			({ id, status }) => id === incident.id && status === 'in_progress',
		);
		const update = { resource: 'incident', operation: 'update', incident: located(incident) };
		await stage.ask({ ...update, updateFields: { status: 'closed' } });
		await until(() => jira.moves.length === 2, 'Jira has not heard that the incident is closed');
		await sleep(TWO_POLLS_MS);
		assert.deepEqual(
			jira.moves.map(({ by, to }) => `${by}: ${to}`),
			['Ann: indeterminate', 'n8n: done'],
		);
		const activity = { resource: 'incident', operation: 'getActivity', returnAll: true };
		const changes = (await stage.ask({ ...activity, incident: located(incident) })).filter(
			(entry) => JSON.stringify(entry).includes('status'),
		);
		assert.equal(changes.length, 2, JSON.stringify(changes));
		assert.equal(jira.issues.length, 1);
	});

	await checks.check('example: its webhook goes with the workflow', async () => {
		await stage.clear();
		await until(() => jira.webhooks() === 0, 'Jira still has the webhook');
	});
	await jira.stop();
}
