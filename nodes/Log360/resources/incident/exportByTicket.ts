/** Incident > Export by Ticket: exports the incident behind a ticket as a file, in one go or step by step. */
import type { INodeProperties } from 'n8n-workflow';

import type { ItemRun, Operation, Outcome } from '../../operation';
import { requiredText } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { maxWaitOption, waitSettings } from '../../parameters/waiting';
import { withPath, type Call } from '../../transport/call';
import { exportFile, exportStatus, startExport } from '../../dialects/v1/tickets';
import { ticketField } from '../shared/ticketField';
import {
	beginExport,
	downloadExport,
	fetchExport,
	waitForExport,
	type ExportCalls,
} from './exporting';

const stepProperty: INodeProperties = {
	displayName: 'Step',
	name: 'step',
	type: 'options',
	options: [
		{ name: 'Download', value: 'download', description: 'Download the file of a finished export' },
		{
			name: 'Export and Download',
			value: 'all',
			description: 'Start the export, wait for its end and download the file',
		},
		{ name: 'Get Status', value: 'status', description: 'See how an export is doing' },
		{ name: 'Start', value: 'start', description: 'Only start the export and return its ID' },
	],
	default: 'all',
};

const pathOptions: INodeProperties[] = [
	{
		displayName: 'Override Download Path',
		name: 'downloadPath',
		type: 'string',
		default: '',
		placeholder: 'e.g. /RestAPI/v1/incident/export/download',
		description:
			"Path of the download, which is not in the vendor's documentation and may differ between builds",
	},
	{
		displayName: 'Override Status Path',
		name: 'statusPath',
		type: 'string',
		default: '',
		placeholder: 'e.g. /RestAPI/v1/incident/export/status',
		description: 'Path of the status; its parameter is not in the vendor documentation',
	},
];

async function execute(run: ItemRun): Promise<Outcome> {
	const { context, item, client } = run;
	client.need('v1', 'export the incident of a ticket');
	const step = context.getNodeParameter('step', item) as string;
	const calls = exportCalls(run);
	switch (step) {
		case 'start': {
			const ticketId = requiredText(context, 'ticketId', 'Ticket ID', item);
			return [{ ticketId, exportId: await beginExport(run, ticketId, calls) }];
		}
		case 'status':
			return [await fetchExport(run, requiredText(context, 'exportId', 'Export ID', item), calls)];
		case 'download':
			return await downloadExport(run, requiredText(context, 'exportId', 'Export ID', item), calls);
		default: {
			const ticketId = requiredText(context, 'ticketId', 'Ticket ID', item);
			const { maxWaitMs } = waitSettings(context, item);
			const exportId = await beginExport(run, ticketId, calls);
			await waitForExport(run, exportId, calls, maxWaitMs);
			return await downloadExport(run, exportId, calls, { ticketId });
		}
	}
}

function exportCalls({ context, item }: ItemRun): ExportCalls {
	const options = context.getNodeParameter('options', item, {}) as {
		downloadPath?: string;
		statusPath?: string;
	};
	const moved = (call: Call, path?: string) => withPath(call, path);
	return {
		start: startExport,
		status: (id) => moved(exportStatus(id), options.statusPath),
		file: (id) => moved(exportFile(id), options.downloadPath),
	};
}

export const exportByTicket: Operation = {
	value: 'exportByTicket',
	name: 'Export by Ticket',
	action: 'Export an incident by ticket',
	description:
		'Export the incident behind a ticket as a file. Needs API V1; with a V2 credential, its V1 Token.',
	properties: [
		stepProperty,
		// The IDs are not required, since n8n would ask for both whenever the step is an expression.
		{ ...ticketField, required: false, displayOptions: { show: { step: ['all', 'start'] } } },
		{
			displayName: 'Export ID',
			name: 'exportId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2',
			displayOptions: { show: { step: ['status', 'download'] } },
			description: 'ID that the start of the export returned',
		},
		{
			displayName: 'Put Output File in Field',
			name: 'binaryField',
			type: 'string',
			default: 'data',
			required: true,
			displayOptions: { show: { step: ['all', 'download'] } },
			hint: 'The name of the output binary field to put the file in',
		},
		optionsCollection(maxWaitOption, ...pathOptions),
	],
	execute,
};
