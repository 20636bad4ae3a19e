/** Workflow > Cancel Run. */
import { cancelRun as cancelCall } from '../../dialects/extension/others';
import type { ItemRun, Operation } from '../../operation';
import { dryRunOption } from '../../parameters/dryRun';
import { requiredText } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { EXTENSION } from '../shared/extension';
import { runIdField } from './fields';
import { extensionRunIn, simplifyExtensionRun } from './extensionRun';

async function execute({ context, item, client }: ItemRun) {
	client.need('v2', 'cancel workflow runs');
	const id = requiredText(context, 'executionId', 'Execution ID', item);
	const body = await client.send(cancelCall(id));
	const cancelled = extensionRunIn(body, context.getNode(), item);
	return [simplifyExtensionRun(cancelled, client.consoleUrl())];
}

export const cancelRun: Operation = {
	value: 'cancelRun',
	name: 'Cancel Run',
	action: 'Cancel a workflow run',
	description: `Stop a run before its next block. ${EXTENSION}.`,
	properties: [runIdField, optionsCollection(dryRunOption)],
	execute,
};
