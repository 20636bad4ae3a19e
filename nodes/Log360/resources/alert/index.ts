/** The resource Alert. */
import type { Resource } from '../../operation';
import { getMany } from './getMany';
import { getManyAndWait } from './getManyAndWait';
import { start } from './start';

export const alert: Resource = {
	value: 'alert',
	name: 'Alert',
	description: 'Alerts that alert profiles raised',
	default: 'getMany',
	operations: [getMany, getManyAndWait, start],
};
