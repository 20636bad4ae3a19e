/** The store's methods over one database connection. */
import type { SecretBox } from '../../../platform';
import { DefinitionText, type StoreMethods } from '../../../response/workflows';
import type { DatabaseSync } from 'node:sqlite';
import { AutomationTable } from './automation-table';
import { RunTable } from './run-table';
import { StepTable } from './step-table';
import { TemplateTable } from './template-table';

/**
 * Makes them; synchronous, so they belong into a thread of their own.
 *
 * @param box keeps the secrets of definitions
 */
export function storeMethods(database: DatabaseSync, box: SecretBox): StoreMethods {
	const definitions = new DefinitionText(box);
	const templates = new TemplateTable(database, definitions);
	const runs = new RunTable(database, definitions);
	const steps = new StepTable(database, runs);
	const automations = new AutomationTable(database);
	return {
		predefine: (list, now) => templates.predefine(list, now),
		templates: () => templates.list(),
		template: (id) => templates.get(id),
		insertTemplate: (content, now) => templates.insert(content, now),
		updateTemplate: (...args) => templates.update(...args),
		enableTemplate: (id, enabled) => templates.setEnabled(id, enabled),
		deleteTemplate: (id) => templates.delete(id),
		automations: () => automations.list(),
		setAutomations: (templateId, list) => automations.replace(templateId, list),
		createRun: (run, now) => runs.create(run, now),
		setJob: (id, jobId) => runs.setJob(id, jobId),
		run: (id) => runs.get(id),
		runs: (filter) => runs.list(filter),
		openRuns: () => runs.open(),
		beginRun: (id, now) => runs.begin(id, now),
		endRun: (id, end, now) => runs.end(id, end, now),
		prune: (time) => runs.prune(time),
		steps: (runId) => steps.list(runId),
		startStep: (ref, step, now) => steps.start(ref, step, now),
		waitStep: (ref, step) => steps.wait(ref, step),
		finishStep: (ref, step, now) => steps.finish(ref, step, now),
		act: (...args) => steps.act(...args),
		mail: (ref, mail, now) => steps.mail(ref, mail, now),
		outbox: (limit, before) => steps.outbox(limit, before),
		device: (name) => steps.devices.get(name),
		devices: (limit) => steps.devices.list(limit),
	};
}
