/** What a token may do and how long, as log360-server tells it (extension). */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../transport/failure';
import { numberOf, payload } from './read';

/** The token of an answer; `undefined` where it holds none. */
export function readToken(body: unknown): IDataObject | undefined {
	const inner = payload(body);
	return isObject(inner) && Array.isArray(inner.scopes) ? inner : undefined;
}

/** As it comes out of the nodes: times in ISO 8601, `null` for an end that there is not. */
export function simplifyToken(token: IDataObject): IDataObject {
	return {
		name: token.name,
		generation: token.generation,
		scopes: token.scopes,
		createdTime: token.created_time ?? null,
		expiresTime: token.expires_time ?? null,
		expiresInSeconds: numberOf(token.expires_in_seconds) ?? null,
	};
}
