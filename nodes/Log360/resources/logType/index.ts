/** The resource Log Type. */
import type { Resource } from '../../operation';
import { getMany } from './getMany';

export const logType: Resource = {
	value: 'logType',
	name: 'Log Type',
	description: 'Types of logs, such as Windows or Unix',
	default: 'getMany',
	operations: [getMany],
};
