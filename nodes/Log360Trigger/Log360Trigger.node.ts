/** The Log360 Trigger node: starts a workflow when Log360 has something new. */
import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { testLog360Api } from '../Log360/methods/credentialTest';
import { loadOptions } from '../Log360/methods/loadOptions';
import { pollOnce } from './poll';
import { triggerProperties } from './properties';

export class Log360Trigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Log360 Trigger',
		name: 'log360Trigger',
		icon: { light: 'file:log360.svg', dark: 'file:log360.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["event"] }}',
		description:
			'Starts the workflow on new alerts, matching logs, ended jobs, changed incidents, silent log sources and expiring tokens',
		eventTriggerDescription: '',
		activationMessage: 'Log360 is now asked for news at the poll times that you set.',
		defaults: { name: 'Log360 Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		polling: true,
		credentials: [{ name: 'log360Api', required: true, testedBy: 'testLog360Api' }],
		properties: triggerProperties,
	};

	methods = {
		credentialTest: { testLog360Api },
		loadOptions,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollOnce(this);
	}
}
