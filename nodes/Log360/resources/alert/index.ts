/** The resource Alert. */
import type { Resource } from '../../operation';
import { addNote } from './addNote';
import { assign } from './assign';
import { count } from './count';
import { get } from './get';
import { getHistory } from './getHistory';
import { getIncident } from './getIncident';
import { getMany } from './getMany';
import { getManyAndWait } from './getManyAndWait';
import { start } from './start';
import { updateStatus } from './updateStatus';

export const alert: Resource = {
	value: 'alert',
	name: 'Alert',
	description: 'Alerts that alert profiles raised',
	default: 'getMany',
	operations: [
		addNote,
		assign,
		count,
		get,
		getHistory,
		getIncident,
		getMany,
		getManyAndWait,
		start,
		updateStatus,
	],
};
