/** Leaves out of a request what was not given. */
import type { IDataObject } from 'n8n-workflow';

/** Without the keys whose value is undefined or an empty list; both generations read their absence as "all". */
export function present(body: Record<string, unknown>): IDataObject {
	return Object.fromEntries(
		Object.entries(body).filter(
			([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
		),
	) as IDataObject;
}
