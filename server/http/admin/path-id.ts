/** The id in a path of the administrator API; what is no number is told as it was given. */
import { AdminError } from '../../access/admin';
import type { Context } from 'koa';

/** What paths name, with the error code of one that is not there. */
const CODES = {
	alert: 'unknown_alert',
	'alert profile': 'unknown_profile',
	connection: 'unknown_connection',
	delivery: 'unknown_delivery',
	export: 'unknown_export',
	incident: 'unknown_incident',
	workflow: 'unknown_workflow',
	'workflow run': 'unknown_run',
} as const;

/** A thing that has an id in a path. */
export type PathThing = keyof typeof CODES;

/**
 * The number in the path's `:id`.
 *
 * @throws AdminError 404 of the thing, naming what was given, when it is no number that an id can be
 */
export function pathId(ctx: Context, what: PathThing): number {
	const { id } = ctx['params'] as { id: string };
	if (/^\d{1,16}$/.test(id) && Number.isSafeInteger(Number(id))) return Number(id);
	throw unknownThing(what, id);
}

/** That there is no such thing. @param given its id as the caller wrote it */
export function unknownThing(what: PathThing, given: string | number): AdminError {
	const shown = JSON.stringify(String(given).slice(0, 64));
	return new AdminError(404, CODES[what], `There is no ${what} ${shown}.`);
}
