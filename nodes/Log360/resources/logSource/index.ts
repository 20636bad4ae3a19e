/** The resource Log Source. */
import type { Resource } from '../../operation';
import { addWindows } from './addWindows';
import { deleteOperation } from './delete';
import { disable } from './disable';
import { enable } from './enable';
import { getByName } from './getByName';
import { getGroups } from './getGroups';
import { getMany } from './getMany';
import { update } from './update';

export const logSource: Resource = {
	value: 'logSource',
	name: 'Log Source',
	description: 'Devices whose logs are collected',
	default: 'getMany',
	operations: [addWindows, deleteOperation, disable, enable, getByName, getGroups, getMany, update],
};
