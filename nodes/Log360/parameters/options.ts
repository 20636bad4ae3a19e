/** The Options collection of an operation. */
import type { INodeProperties } from 'n8n-workflow';

import { retriesOption, timeoutOption } from './request';

/** A collection with the given options and those that belong to every request, in alphabetical order. */
export function optionsCollection(...own: INodeProperties[]): INodeProperties {
	const options = [...own, retriesOption, timeoutOption].sort((one, other) =>
		one.displayName.localeCompare(other.displayName),
	);
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options,
	};
}
