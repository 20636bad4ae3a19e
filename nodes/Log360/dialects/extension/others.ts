/** Extension: queries that are checked, runs of workflows, log sources by name, and what a token may do. */
import type { IDataObject } from 'n8n-workflow';

import { segment, type Call } from '../../transport/call';
import type { TimeRange } from '../dialect';
import { RUN_ID, SOURCE_NAME } from '../idAdvice';
import { present } from '../present';
import { isoRange } from '../times';
import { change, read } from './call';

/** @param target what the query is to search */
export function checkQuery(query: string, range: TimeRange, target: 'logs' | 'alerts'): Call {
	return read('check a query', '/search/check', 'search.READ', {
		method: 'POST',
		body: { query, ...isoRange(range), target },
	});
}

/** Filters of the list of runs. */
export interface RunFilters {
	readonly workflowId?: string;
	readonly ticketId?: string;
	readonly status?: string;
}

/** @param before id of the last run of the page before */
export function runs(filters: RunFilters, limit: number, before?: string): Call {
	const query: IDataObject = present({
		workflow_id: filters.workflowId,
		ticket_id: filters.ticketId,
		status: filters.status,
		before_id: before,
		limit,
	});
	return read('list workflow runs', '/workflow/runs', 'workflows.READ', { query });
}

export function cancelRun(id: string): Call {
	return change(
		'cancel a workflow run',
		`/workflow/runs/${segment(id)}/cancel`,
		'workflows.EXECUTE',
		{
			idAdvice: RUN_ID,
		},
	);
}

export function logSourceByName(name: string): Call {
	return read('get a log source by its name', '/log-sources/by-name', 'logsources.READ', {
		query: { name },
		idAdvice: SOURCE_NAME,
	});
}

export function setLogSourceStatus(names: readonly string[], status: 'enabled' | 'disabled'): Call {
	return change(`set log sources to ${status}`, '/log-sources/status', 'logsources.UPDATE', {
		method: 'PUT',
		body: { names: [...names], status },
		idAdvice: SOURCE_NAME,
	});
}

/** Any token may ask about itself. */
export function tokenInfo(): Call {
	return { ...read('get what the token may do', '/token', ''), scope: undefined };
}
