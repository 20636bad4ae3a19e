/** The resource Incident. */
import type { Resource } from '../../operation';
import { create } from './create';
import { deleteOperation } from './delete';
import { exportByTicket } from './exportByTicket';
import { get } from './get';
import { getMany } from './getMany';
import { getProfileByTicket } from './getProfileByTicket';
import { syncByTicket } from './syncByTicket';
import { update } from './update';

export const incident: Resource = {
	value: 'incident',
	name: 'Incident',
	description: 'Security incidents and the tickets behind them',
	default: 'getMany',
	operations: [
		create,
		deleteOperation,
		exportByTicket,
		get,
		getMany,
		getProfileByTicket,
		syncByTicket,
		update,
	],
};
