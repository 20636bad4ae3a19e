/** The Log360 node: works with logs, alerts and incidents of ManageEngine Log360 and EventLog Analyzer. */
import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { testLog360Api } from './methods/credentialTest';
import { loadOptions } from './methods/loadOptions';
import { nodeProperties } from './resources';
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
		properties: nodeProperties(),
	};

	methods = {
		credentialTest: { testLog360Api },
		loadOptions,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this);
	}
}
