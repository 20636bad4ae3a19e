/**
 * V2 log sources, their groups, agents and domains. Adding and agents are documented; the other paths are observed, bodies of
 * update and delete assumed. The path is `log-sources`, with a hyphen.
 */
import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../transport/call';
import type { Window } from '../dialect';
import { SOURCE_ID } from '../idAdvice';
import { wireIds } from '../ids';
import { change, read, windowQuery } from './call';

const READ = 'logsources.READ';

/** The most log sources that one call adds, changes or deletes (documented for adding). */
export const MAX_SOURCES = 100;

export function logSources(window: Window): Call {
	return read('list log sources', '/log-sources', READ, { query: windowQuery(window) });
}

export function logSourceGroups(window: Window): Call {
	return read('list log source groups', '/log-sources/log-source-groups', READ, {
		query: windowQuery(window),
	});
}

export function agents(window: Window): Call {
	return read('list agents', '/log-sources/agents', 'agents.READ', { query: windowQuery(window) });
}

export function domains(window: Window): Call {
	return read('list domains', '/log-sources/domains', 'domains.READ', {
		query: windowQuery(window),
	});
}

export function addWindows(sources: readonly IDataObject[]): Call {
	return change('add Windows log sources', '/log-sources/windows', 'logsources.CREATE', {
		body: { log_sources: [...sources] },
	});
}

/** Assumed body. */
export function updateLogSources(sources: readonly IDataObject[]): Call {
	return change('update log sources', '/log-sources', 'logsources.UPDATE', {
		method: 'PUT',
		body: { log_sources: [...sources] },
		idAdvice: SOURCE_ID,
	});
}

/** Assumed body. */
export function deleteLogSources(ids: readonly string[]): Call {
	return change('delete log sources', '/log-sources', 'logsources.DELETE', {
		method: 'DELETE',
		body: { log_source_ids: wireIds(ids) },
		idAdvice: SOURCE_ID,
	});
}
