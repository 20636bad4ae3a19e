/** The Log360 node: works with logs, alerts and incidents of ManageEngine Log360 and EventLog Analyzer. */
import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { hints } from './hints';
import { testLog360Api } from './methods/credentialTest';
import { listSearch } from './methods/listSearch';
import { loadOptions } from './methods/loadOptions';
import { resourceMapping } from './methods/resourceMapping';
import { nodeProperties } from './resources';
import { callbackWebhooks, onCallback } from './resources/shared/callback';
import { route } from './router';

export class Log360 implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Log360',
		name: 'log360',
		icon: { light: 'file:log360.svg', dark: 'file:log360.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Search logs, alerts and incidents in ManageEngine Log360 and EventLog Analyzer',
		defaults: { name: 'Log360' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'log360Api', required: true, testedBy: 'testLog360Api' }],
		hints,
		webhooks: callbackWebhooks,
		properties: nodeProperties(),
	};

	methods = {
		credentialTest: { testLog360Api },
		listSearch,
		loadOptions,
		resourceMapping,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this, this.continueOnFail());
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await onCallback(this);
	}
}
