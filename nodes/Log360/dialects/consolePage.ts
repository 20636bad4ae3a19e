/** Links to the pages of the web console. */
import type { IDataObject } from 'n8n-workflow';

/** Pages that show one record; log360-server has them, Log360 documents none. */
export type Page = 'alerts' | 'incidents' | 'profiles' | 'runs' | 'workflows';

/** Address of a record's page; `undefined` where the server names no console, or the record has no ID. */
export function pageUrl(
	consoleUrl: string | undefined,
	page: Page,
	id: unknown,
): string | undefined {
	if (consoleUrl === undefined || (typeof id !== 'string' && typeof id !== 'number'))
		return undefined;
	return id === '' ? undefined : `${consoleUrl}#/${page}/${encodeURIComponent(id)}`;
}

/** The record, with the `url` of its page where it has one. */
export function withUrl(
	record: IDataObject,
	consoleUrl: string | undefined,
	page: Page,
	id: unknown = record.id,
): IDataObject {
	const url = pageUrl(consoleUrl, page, id);
	return url === undefined ? record : { ...record, url };
}
