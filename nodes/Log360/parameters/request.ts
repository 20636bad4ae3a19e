/** Options that belong to every request. */
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ClientSettings } from '../transport/client';
import { DEFAULT_RETRY } from '../transport/retry';
import { numberOption } from './numbers';

export const retriesOption: INodeProperties = {
	displayName: 'Max Retries',
	name: 'maxRetries',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 20 },
	default: 6,
	description:
		'How often a call may be sent again after the server said it is busy (HTTP 429, 502, 503 or 504). Calls that change something are repeated only after 429; Log > Send, which the server stores once, after a lost connection too.',
};

export const timeoutOption: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 120,
	description: 'How long to wait for each answer of the server',
};

/** Reads these options of one item. */
export function clientSettings(context: IExecuteFunctions, item: number): ClientSettings {
	const options = context.getNodeParameter('options', item, {}) as {
		timeout?: number;
		maxRetries?: number;
	};
	const timeout = numberOption(context, item, options.timeout, {
		label: timeoutOption.displayName,
		fallback: 120,
		least: 1,
	});
	const retries = numberOption(context, item, options.maxRetries, {
		label: retriesOption.displayName,
		fallback: DEFAULT_RETRY.retries,
		least: 0,
	});
	return { itemIndex: item, timeoutMs: timeout * 1000, retry: { ...DEFAULT_RETRY, retries } };
}
