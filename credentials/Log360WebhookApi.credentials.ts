/** The `Log360 Webhook API` credential: the secret that proves who calls the webhook trigger. */
import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

export class Log360WebhookApi implements ICredentialType {
	name = 'log360WebhookApi';

	displayName = 'Log360 Webhook API';

	icon: Icon = {
		light: 'file:../nodes/Log360/log360.svg',
		dark: 'file:../nodes/Log360/log360.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-log360/n8n-nodes-log360/blob/main/docs/nodes.md#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'The secret that the sender knows too: the signing secret of a webhook (whsec_…), or any long random text that the sender puts into a header',
		},
	];
}
