/** The `Log360 API` credential: where the server is, which API generation it speaks, and its tokens. */
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { ownUrl } from '../nodes/Log360/transport/ownUrl';
import { bearerFor } from '../nodes/Log360/transport/bearer';

export class Log360Api implements ICredentialType {
	name = 'log360Api';

	displayName = 'Log360 API';

	icon: Icon = {
		light: 'file:../nodes/Log360/log360.svg',
		dark: 'file:../nodes/Log360/log360.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-log360/n8n-nodes-log360/blob/main/docs/nodes.md#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Server URL',
			name: 'serverUrl',
			type: 'string',
			default: 'http://localhost:8095',
			required: true,
			placeholder: 'e.g. https://log360.example.com:8095',
			description:
				'Address of the web console, with http:// or https:// and the port. New installations listen on 8095, older EventLog Analyzer ones on 8400.',
		},
		{
			displayName: 'API Version',
			name: 'apiVersion',
			type: 'options',
			options: [
				{
					name: 'V2',
					value: 'v2',
					description: 'Current API (/api/v2) with scoped tokens',
				},
				{
					name: 'V1 (Deprecated)',
					value: 'v1',
					description:
						'Old API (/RestAPI/v1) of older builds. The vendor ended its support in September 2026 and no longer issues tokens for it.',
				},
			],
			default: 'v2',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'AuthToken from Settings > Admin Settings > API Settings in the console. For V2, choose the scopes of the operations that you use.',
		},
		{
			displayName: 'V1 Token',
			name: 'v1Token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { apiVersion: ['v2'] } },
			description:
				'Optional token of the old API, for operations that exist only there: tickets, workflows, disabling devices and product details',
		},
		{
			displayName: 'Read Only',
			name: 'readOnly',
			type: 'boolean',
			default: false,
			description:
				'Whether to refuse every operation that changes something, before it is sent: for AI agents and reports. Searches in the background are still started.',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description:
				'Whether to connect even if the certificate of the server cannot be verified, as with a self-signed one',
		},
	];

	/**
	 * Adds the bearer token of the generation that the URL belongs to, so that one credential serves both.
	 * The token never goes anywhere but the Authorization header, and to no other server than the credential's own: the
	 * HTTP Request node offers the credential for any address.
	 *
	 * @throws Error when the address is not below the credential's Server URL
	 */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const url = ownUrl(requestOptions, credentials);
		return {
			...requestOptions,
			headers: {
				...requestOptions.headers,
				Authorization: `Bearer ${bearerFor(url, credentials)}`,
			},
		};
	}
}
