/** Who is involved in an incident, and what proves it, as parameters give them. */
import type { IDataObject } from 'n8n-workflow';

import { actorsByRole } from '../../dialects/simplify';
import { isObject } from '../../transport/failure';

/**
 * Actors as the API takes them: a list of objects with one role each (documented). Given are names by role, or that list.
 *
 * @returns `undefined` for none
 * @throws RangeError for what is no JSON
 */
export function actorsOf(given: unknown): IDataObject[] | undefined {
	const value = parsed(given, 'Actors', '{"entity": ["web01"], "user": ["joe"]}');
	const roles = Object.entries(actorsByRole(value)).map(([role, names]) => ({ [role]: names }));
	return roles.length === 0 ? undefined : roles;
}

/**
 * Evidence as the API takes it. Given is a record such as an alert, or a list of them.
 *
 * @param source what it came from
 * @returns `undefined` for none
 * @throws RangeError for what is no JSON
 */
export function evidenceOf(given: unknown, source: unknown): IDataObject[] | undefined {
	const value = parsed(given, 'Evidence', '{{ $json }}');
	const records = [value]
		.flat()
		.filter(isObject)
		.filter((record) => Object.keys(record).length > 0);
	if (records.length === 0) return undefined;
	return records.map((data) => ({
		source: typeof source === 'string' && source !== '' ? source : 'alert',
		description: descriptionOf(data),
		data,
	}));
}

/** A line for people, from the fields that alerts and logs have. */
function descriptionOf(data: IDataObject): string {
	const parts = [data.profileName ?? data.ALERT_PROFILE_NAME, data.message ?? data.MESSAGE]
		.filter((part) => typeof part === 'string' && part !== '')
		.join(': ');
	return (parts === '' ? 'Added by n8n' : parts).slice(0, 1000);
}

function parsed(given: unknown, label: string, example: string): unknown {
	if (given === undefined || given === null || given === '') return undefined;
	if (typeof given === 'object') return given;
	try {
		const value: unknown = JSON.parse(String(given));
		if (typeof value === 'object') return value;
	} catch {
		// Told below, together with JSON that is no object.
	}
	throw new RangeError(`${label} are not a JSON object or list. Write them like ${example}.`);
}
