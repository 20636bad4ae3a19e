/** Publishes and unpublishes a webhook trigger as n8n does. */
import { HookContext } from 'n8n-core';
import type {
	IDataObject,
	IHookFunctions,
	INodeParameters,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { Log360WebhookTrigger } from '../../../../nodes/Log360WebhookTrigger/Log360WebhookTrigger.node';
import { additionalData } from './credentials';
import { nodeOf, workflowOfOne } from './node';

export interface Published {
	/** As n8n: creates the webhook unless it exists. */
	publish(mode?: WorkflowExecuteMode): Promise<void>;
	unpublish(mode?: WorkflowExecuteMode): Promise<boolean>;
	exists(): Promise<boolean>;
	readonly staticData: IDataObject;
}

/**
 * A workflow of the webhook trigger; its URLs are below `base`.
 *
 * @param credentials those of the server, and the secret of the webhook
 */
export function hooks(
	credentials: IDataObject,
	parameters: INodeParameters,
	base: string,
	staticData: IDataObject = {},
): Published {
	const node = nodeOf('log360WebhookTrigger', parameters, {
		...{ name: 'Incidents', webhookId: 'a7c9' },
		credentials: {
			log360WebhookApi: { id: '1', name: 'x' },
			log360Api: { id: '1', name: 'Log360' },
		},
	});
	const workflow = workflowOfOne(node, { active: true, name: 'Triage', staticData });
	const data = additionalData(credentials);
	data.webhookBaseUrl = `${base}/webhook`;
	data.webhookTestBaseUrl = `${base}/webhook-test`;
	const description = new Log360WebhookTrigger().description.webhooks?.[0];
	const context = (mode: WorkflowExecuteMode) =>
		new HookContext(workflow, node, data, mode, 'activate', {
			...{ webhookDescription: description, httpMethod: 'POST', node: node.name, path: 'log360' },
			...{ workflowId: 'w', userId: '', webhookId: 'a7c9', workflowExecuteAdditionalData: data },
		} as never) as unknown as IHookFunctions;
	const { checkExists, create, delete: remove } = new Log360WebhookTrigger().webhookMethods.default;
	return {
		async publish(mode = 'trigger') {
			if (!(await checkExists.call(context(mode)))) await create.call(context(mode));
		},
		unpublish: async (mode = 'trigger') => await remove.call(context(mode)),
		exists: async () => await checkExists.call(context('trigger')),
		get staticData() {
			return workflow.staticData;
		},
	};
}
