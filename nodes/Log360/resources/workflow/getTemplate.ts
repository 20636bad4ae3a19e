/** Workflow > Get Template. */
import { simplifyTemplate } from '../../dialects/simplify';
import { readTemplate } from '../../dialects/workflowTemplate';
import { workflowTemplate } from '../../dialects/v1/workflows';
import type { ItemRun, Operation } from '../../operation';
import { locatedId } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { overridden, overridePathOption } from '../../parameters/overridePath';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { understood } from '../../transport/understood';
import { workflowField } from './fields';

async function execute(run: ItemRun) {
	const { context, item, client } = run;
	client.need('v1', 'get workflow templates');
	const id = await locatedId(run, 'workflow', 'workflow');
	const body = await client.send(overridden(context, item, workflowTemplate(id)));
	const known = understood(readTemplate(body), body, 'workflow template', context.getNode(), item);
	return simplified(context, item, [known], simplifyTemplate, client.consoleUrl());
}

export const getTemplate: Operation = {
	value: 'getTemplate',
	name: 'Get Template',
	action: 'Get a workflow template',
	description:
		'Get the blocks of a workflow and the arguments that it takes. Needs API V1; with a V2 credential, its V1 Token.',
	properties: [
		workflowField,
		simplifyProperty,
		optionsCollection(overridePathOption('/RestAPI/v1/workflow/templates/data')),
	],
	execute,
};
