/** Incident > Get Notes. */
import { simplifyNote } from '../../dialects/simplify';
import { partOperation } from './parts';

export const getNotes = partOperation(
	'notes',
	'getNotes',
	'Get Notes',
	'Get what people wrote about an incident',
	simplifyNote,
);
