/** Incident > Get Evidence. */
import { simplifyEvidence } from '../../dialects/simplify';
import { partOperation } from './parts';

export const getEvidence = partOperation(
	'evidence',
	'getEvidence',
	'Get Evidence',
	'Get the alerts, logs and other findings that belong to an incident',
	simplifyEvidence,
);
