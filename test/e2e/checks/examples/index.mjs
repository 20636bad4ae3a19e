/** The examples, executed as their users import them; services outside are fakes that keep what they get. */
import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { exampleWorkflows } from '../../../../scripts/n8n/demo.mjs';
import { checkAgent } from './ai-agent-with-review.mjs';
import { checkTriage } from './alert-triage.mjs';
import { checkBruteForce } from './brute-force-disable-device.mjs';
import { checkDashboard } from './dashboard-of-counts.mjs';
import { checkTicketWorkflow } from './execute-workflow-from-ticket.mjs';
import { checkExport } from './export-logs-to-file.mjs';
import { checkFailedLogons } from './failed-logons-per-user.mjs';
import { checkCriticalAlert } from './incident-for-critical-alert.mjs';
import { checkJira } from './jira-two-way-sync.mjs';
import { checkTenants } from './many-tenants.mjs';
import { checkNightly } from './nightly-search-to-csv.mjs';
import { checkDemoAlert } from './raise-demo-alert.mjs';
import { checkSearchLogs } from './search-logs.mjs';
import { checkServiceNow } from './servicenow-ticket-closed.mjs';
import { checkChat } from './signed-webhook-to-chat.mjs';
import { checkTicketSync } from './sync-incident-with-ticket.mjs';
import { openStage } from './stage.mjs';

/** By the folder of the example. `catch-up-after-stop` stops n8n, and so comes last of all, in a group of its own. */
const EXAMPLES = {
	'search-logs': checkSearchLogs,
	'failed-logons-per-user': checkFailedLogons,
	'export-logs-to-file': checkExport,
	'nightly-search-to-csv': checkNightly,
	'dashboard-of-counts': checkDashboard,
	'many-tenants': checkTenants,
	'signed-webhook-to-chat': checkChat,
	'execute-workflow-from-ticket': checkTicketWorkflow,
	'sync-incident-with-ticket': checkTicketSync,
	'servicenow-ticket-closed': checkServiceNow,
	'raise-demo-alert': checkDemoAlert,
	'incident-for-critical-alert': checkCriticalAlert,
	'jira-two-way-sync': checkJira,
	'alert-triage': checkTriage,
	'brute-force-disable-device': checkBruteForce,
	'ai-agent-with-review': checkAgent,
};
const ELSEWHERE = ['catch-up-after-stop'];

/**
 * @param {import('../../run.mjs').World} world
 * @param {readonly string[]} wanted - folders; none means all
 */
export async function checkExamples(world, wanted) {
	const { checks } = world;
	const folders = new Set(exampleWorkflows().map(([file]) => dirname(file)));
	await checks.check('every example is executed', async () => {
		const executed = [...Object.keys(EXAMPLES), ...ELSEWHERE].sort();
		assert.deepEqual(executed, [...folders].sort());
	});
	const stage = await openStage(world);
	for (const [folder, check] of Object.entries(EXAMPLES)) {
		if (wanted.length > 0 && !wanted.includes(folder)) continue;
		await check(stage);
		await stage.clear();
	}
	await stage.close();
}
