/** The resource Incident. */
import type { Resource } from '../../operation';
import { addNote } from './addNote';
import { count } from './count';
import { create } from './create';
import { createOrUpdate } from './createOrUpdate';
import { deleteOperation } from './delete';
import { deleteMany } from './deleteMany';
import { exportOperation } from './export';
import { exportByTicket } from './exportByTicket';
import { get } from './get';
import { getActivity } from './getActivity';
import { getAlerts } from './getAlerts';
import { getEvidence } from './getEvidence';
import { getNotes } from './getNotes';
import { getMany } from './getMany';
import { getProfileByTicket } from './getProfileByTicket';
import { syncByTicket } from './syncByTicket';
import { update } from './update';
import { updateMany } from './updateMany';

export const incident: Resource = {
	value: 'incident',
	name: 'Incident',
	description: 'Security incidents and the tickets behind them',
	default: 'getMany',
	operations: [
		addNote,
		count,
		create,
		createOrUpdate,
		deleteMany,
		deleteOperation,
		exportByTicket,
		exportOperation,
		get,
		getActivity,
		getAlerts,
		getEvidence,
		getMany,
		getNotes,
		getProfileByTicket,
		syncByTicket,
		update,
		updateMany,
	],
};
