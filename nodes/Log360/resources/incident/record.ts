/** The incident in an answer. */
import type { IDataObject } from 'n8n-workflow';

import { payload } from '../../dialects/read';
import { isObject } from '../../transport/failure';

/** `data` is the incident (documented for get); `data.incident` is tolerated. */
export function incidentIn(body: unknown): IDataObject | undefined {
	const inner = payload(body);
	if (Array.isArray(inner)) return isObject(inner[0]) ? inner[0] : undefined;
	if (!isObject(inner)) return undefined;
	return isObject(inner.incident) ? inner.incident : inner;
}
