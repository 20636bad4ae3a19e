/** The template of a workflow in an answer. */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../transport/failure';
import { payload } from './read';

/** @returns `undefined` when the answer holds none (the form is assumed) */
export function readTemplate(body: unknown): IDataObject | undefined {
	const inner = payload(body);
	const record = isObject(inner) && isObject(inner.template_data) ? inner.template_data : inner;
	return isObject(record) ? record : undefined;
}
