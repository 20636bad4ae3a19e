/** Incident > Get Activity. */
import { simplifyActivity } from '../../dialects/simplify';
import { partOperation } from './parts';

export const getActivity = partOperation(
	'activity',
	'getActivity',
	'Get Activity',
	'Get who changed what of an incident',
	simplifyActivity,
);
