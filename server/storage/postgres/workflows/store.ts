/** The store of workflows, their runs and the simulated devices in PostgreSQL. */
import { SecretBox } from '../../../platform';
import {
	DefinitionText,
	forwardingStore,
	type StoreMethods,
	type WorkflowStore,
} from '../../../response/workflows';
import type { PostgresDatabase } from '../data/database';
import { PostgresStore, type StorePart } from '../data/store';
import { deviceNamed, listDevices } from './devices';
import { WORKFLOW_LAYOUT } from './layout';
import { openRuns, Runs } from './runs';
import { listMails, Steps, stepsOf } from './steps';
import { listAutomations, replaceAutomations, Templates } from './templates';

/**
 * The store in a schema with {@link WORKFLOW_LAYOUT}.
 *
 * @param key secret of the installation, the same at all servers: the secrets of definitions are encrypted with one derived from it
 */
export function postgresWorkflowStore(database: PostgresDatabase, key: Uint8Array): WorkflowStore {
	const store = new PostgresStore<StoreMethods>(database, workflowPart(key));
	return forwardingStore((method, args) => store.call(method, args as never));
}

function workflowPart(key: Uint8Array): StorePart<StoreMethods> {
	const definitions = new DefinitionText(new SecretBox(key));
	const templates = new Templates(definitions);
	const runs = new Runs(definitions);
	const steps = new Steps(runs);
	return {
		part: WORKFLOW_LAYOUT.part,
		methods: {
			predefine: (sql, list, now) => templates.predefine(sql, list, now),
			templates: (sql) => templates.list(sql),
			template: (sql, id) => templates.get(sql, id),
			insertTemplate: (sql, content, now) => templates.insert(sql, content, now),
			updateTemplate: (sql, ...args) => templates.update(sql, ...args),
			enableTemplate: (sql, id, enabled) => templates.setEnabled(sql, id, enabled),
			deleteTemplate: (sql, id) => templates.delete(sql, id),
			automations: listAutomations,
			setAutomations: replaceAutomations,
			createRun: (sql, run, now) => runs.create(sql, run, now),
			setJob: async (sql, id, jobId) => {
				await sql.run('UPDATE run SET job_id = $2 WHERE id = $1', [id, jobId]);
			},
			run: (sql, id) => runs.get(sql, id),
			runs: (sql, filter) => runs.list(sql, filter),
			openRuns,
			beginRun: (sql, id, now) => runs.begin(sql, id, now),
			endRun: (sql, id, end, now) => runs.end(sql, id, end, now),
			prune: (sql, time) => sql.run('DELETE FROM run WHERE ended_at < $1', [time]),
			steps: stepsOf,
			startStep: (sql, ref, step, now) => steps.start(sql, ref, step, now),
			waitStep: (sql, ref, step) => steps.wait(sql, ref, step),
			finishStep: (sql, ref, step, now) => steps.finish(sql, ref, step, now),
			act: (sql, ...args) => steps.act(sql, ...args),
			mail: (sql, ref, mail, now) => steps.mail(sql, ref, mail, now),
			outbox: listMails,
			device: deviceNamed,
			devices: listDevices,
		},
		reads: new Set([
			...(['templates', 'template', 'automations', 'run', 'runs', 'openRuns'] as const),
			...(['steps', 'outbox', 'device', 'devices'] as const),
		]),
	};
}
