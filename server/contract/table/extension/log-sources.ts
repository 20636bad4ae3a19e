/** The table's rows for what only this server offers on log sources by name. */
import type { Operation } from '../../operation';
import {
	logSourceByNameQuery,
	logSourceResponse,
	logSourceStatusRequest,
	logSourceStatusResponse,
} from '../../extension/log-sources';
import { extension } from './row';

export const logSourceExtensions = {
	'server.logSources.byName': extension({
		resource: 'Log source',
		method: 'GET',
		path: '/api/v2/log-sources/by-name',
		scope: 'logsources.READ',
		source: 'Own extension: the vendor has no look-up of one log source.',
		summary: 'Get a log source by name or address',
		request: { query: logSourceByNameQuery },
		response: logSourceResponse,
		errors: ['unknown_device', 'conflict'],
	}),
	'server.logSources.setStatus': extension({
		resource: 'Log source',
		method: 'PUT',
		path: '/api/v2/log-sources/status',
		scope: 'logsources.UPDATE',
		source: 'Own extension: the vendor disables devices by name (V1), and has no way back.',
		summary: 'Enable or disable log sources by name',
		description: 'All or none: an unknown name changes nothing.',
		request: { body: logSourceStatusRequest },
		response: logSourceStatusResponse,
		errors: ['unknown_device', 'too_many_ids', 'conflict'],
	}),
} as const satisfies Record<string, Operation>;
