/** The table's rows for what only this server offers on the token of the caller. */
import type { Operation } from '../../operation';
import { tokenResponse } from '../../extension/token';
import { extension } from './row';

export const tokenExtensions = {
	'server.token.get': extension({
		resource: 'Product',
		method: 'GET',
		path: '/api/v2/token',
		scope: null,
		anyToken: true,
		source: 'Own extension: the vendor shows scopes and expiry in the API settings page only.',
		summary: 'Get the scopes and the expiry of the own token',
		request: {},
		response: tokenResponse,
		errors: [],
	}),
} as const satisfies Record<string, Operation>;
