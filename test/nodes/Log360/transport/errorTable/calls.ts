/** Operations of the node in which each error of the contract can come up, with the answers that lead there. */
import type { INodeParameters } from 'n8n-workflow';

import { picked } from '../../../support/cases';

export interface Provocation {
	readonly parameters: INodeParameters;
	/** Good answers of the server before the one that is the error. */
	readonly before?: readonly object[];
}

const on = (
	resource: string,
	operation: string,
	more: INodeParameters = {},
	before: readonly object[] = [],
): Provocation => ({
	parameters: { resource, operation, ...more, options: { maxRetries: 0 } },
	before,
});
const api = (method: string, path: string) => on('apiRequest', 'send', { method, path });

const windowsSource = { source: [{ host: 'web01', domain: 'CORP', agentId: 7 }] };
const succeeded = {
	requests: [{ request_id: 'job-1', status: 'SUCCESS', stage: 'SUCCESS', total_pages: 2 }],
};

export const PROVOCATIONS = {
	search: on('log', 'search'),
	searchStart: on('log', 'startSearch'),
	alerts: on('alert', 'getMany'),
	logFields: on('logField', 'getMany'),
	alertProfile: on('alertProfile', 'get', { profile: picked('5') }),
	job: on('job', 'get', { job: picked('job-1') }),
	jobDelete: on('job', 'delete', { job: picked('job-1') }),
	jobResults: on('job', 'getResults', { job: picked('job-1') }, [succeeded]),
	incident: on('incident', 'get', { incident: picked('42') }),
	incidentUpdate: on('incident', 'update', {
		incident: picked('42'),
		updateFields: { status: 'open' },
	}),
	addWindows: on('logSource', 'addWindows', { logSources: windowsSource }),
	disable: on('logSource', 'disable', { names: ['web01'] }),
	report: on('report', 'getData', { report: picked('101') }),
	sync: on('incident', 'syncByTicket', { ticketId: '33630', field: 'STATUS', value: 'Pending' }),
	exportStart: on('incident', 'exportByTicket', { step: 'start', ticketId: '33630' }),
	exportStatus: on('incident', 'exportByTicket', { step: 'status', exportId: '2' }),
	exportDownload: on('incident', 'exportByTicket', { step: 'download', exportId: '2' }),
	disableNotification: on('ticketNotification', 'disable', {
		identifyBy: 'profile',
		profile: picked('5'),
	}),
	workflow: on('workflow', 'getTemplate', { workflow: picked('1') }),
	workflowRun: on('workflow', 'executeAndWait', { workflow: picked('1') }, [{ execution_id: 9 }]),
	productDetails: on('product', 'getDetails'),
	parserRule: api('PUT', '/api/v2/log-type/parser-rule'),
	searchByHand: api('POST', '/api/v2/search'),
	wrongPath: api('GET', '/api/v2/logsources'),
	wrongMethod: api('GET', '/api/v2/search'),
	wrongMethodV1: api('POST', '/RestAPI/v1/jobs'),
};

export type ProvocationName = keyof typeof PROVOCATIONS;

/** One error in one dialect, and what the person sees. */
export interface Row {
	readonly code: string;
	readonly by: ProvocationName;
	/** What the server puts for `{detail}`. */
	readonly detail?: string;
	readonly message: string;
	readonly description: string;
}
