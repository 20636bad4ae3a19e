/** Examples are imported with the demo's credential, whatever id they were exported with. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withCredential } from '../../../scripts/n8n/demo.mjs';

test('only Log360 nodes get the credential', () => {
	const slack = { name: 'Slack', credentials: { slackApi: { id: '9', name: 'Slack' } } };
	/** @type {{ nodes: any[] }} */
	const workflow = {
		nodes: [{ name: 'Start' }, { name: 'Log360', credentials: { log360Api: { id: 'x' } } }, slack],
	};
	const { nodes } = withCredential(workflow, { id: '1', name: 'Log360 demo' });
	assert.deepEqual(nodes[1].credentials, { log360Api: { id: '1', name: 'Log360 demo' } });
	assert.deepEqual([nodes[0], nodes[2]], [{ name: 'Start' }, slack]);
	assert.equal(workflow.nodes[1].credentials.log360Api.id, 'x');
});
