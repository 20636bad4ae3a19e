/** The resource API Request. */
import type { Resource } from '../../operation';
import { send } from './send';

export const apiRequest: Resource = {
	value: 'apiRequest',
	name: 'API Request',
	description: 'Any other call of the API',
	default: 'send',
	operations: [send],
};
