/** The Log360 Webhook Trigger node: starts a workflow when Log360 or a connected tool calls its URL. */
import {
	NodeConnectionTypes,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type IHookFunctions,
	type INodeCredentialTestResult,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { testLog360Api } from '../Log360/methods/credentialTest';
import { webhookProperties } from './properties';
import { receive } from './receive';
import { isRegistered, register, unregister } from './registration';
import { secretProblem } from './verify';

export class Log360WebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Log360 Webhook Trigger',
		name: 'log360WebhookTrigger',
		icon: { light: 'file:log360.svg', dark: 'file:log360.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["authentication"] }}',
		description: 'Starts the workflow when Log360, log360-server or a ticketing tool calls its URL',
		eventTriggerDescription: 'Waiting for a call to the test URL',
		activationMessage: 'Calls to the production URL now start this workflow.',
		defaults: { name: 'Log360 Webhook Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'log360WebhookApi',
				required: true,
				testedBy: 'testLog360WebhookApi',
				displayOptions: { show: { authentication: ['signature', 'header'] } },
			},
			{
				name: 'log360Api',
				required: true,
				testedBy: 'testLog360Api',
				displayOptions: { show: { authentication: ['signature'], registration: ['server'] } },
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: '={{ $parameter["responseMode"] || "onReceived" }}',
				// Empty: what the node itself answers. Without it, n8n would send the word firstEntryJson.
				responseData:
					'={{ $parameter["responseMode"] === "lastNode" ? $parameter["responseData"] : "" }}',
				path: 'log360',
			},
		],
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive:
					'Copy the test URL into the webhook of the sender, click the button below, and let the sender send something. It shows up here.',
				active:
					'Calls to the production URL start this workflow by themselves; their executions are in the executions list. To test, use the test URL and the button below.',
			},
			activationHint: 'Activate the workflow to use the production URL.',
		},
		properties: webhookProperties,
	};

	methods = {
		credentialTest: {
			testLog360Api,
			/** There is nobody to ask, so only the form of the secret is tested. */
			async testLog360WebhookApi(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				const secret = String(credential.data?.secret ?? '').trim();
				const message = secretProblem(secret);
				if (message !== undefined) return { status: 'Error', message };
				return {
					status: 'OK',
					message: 'The secret is long enough; calls will show whether it is right',
				};
			},
		},
	};

	/** By default the URL is entered at the sender by hand: the vendor documents no API that registers webhooks; log360-server has one. */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
