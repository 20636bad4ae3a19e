/** Incident > Export: exports an incident as a file, by its ID and with a V2 token. */
import { exportFile, exportStatus, startExport } from '../../dialects/extension/exports';
import type { ItemRun, Operation, Outcome } from '../../operation';
import { locatedId } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { maxWaitOption, waitSettings } from '../../parameters/waiting';
import { EXTENSION } from '../shared/extension';
import { beginExport, downloadExport, waitForExport, type ExportCalls } from './exporting';
import { incidentField } from './fields';

async function execute(run: ItemRun): Promise<Outcome> {
	const { context, item, client } = run;
	client.need('v2', 'export incidents');
	const incidentId = await locatedId(run, 'incident', 'incident');
	const format = String(context.getNodeParameter('exportFormat', item, 'pdf')).toLowerCase();
	const { maxWaitMs } = waitSettings(context, item);
	const calls: ExportCalls = {
		start: (id) => startExport(id, format),
		status: exportStatus,
		file: exportFile,
	};
	const exportId = await beginExport(run, incidentId, calls);
	await waitForExport(run, exportId, calls, maxWaitMs);
	return await downloadExport(run, exportId, calls, { incidentId });
}

export const exportOperation: Operation = {
	value: 'export',
	name: 'Export',
	action: 'Export an incident',
	description: `Export an incident with its notes, evidence and activity as a file. ${EXTENSION}.`,
	properties: [
		incidentField,
		{
			displayName: 'Format',
			name: 'exportFormat',
			type: 'options',
			options: [
				{ name: 'CSV', value: 'csv' },
				{ name: 'JSON', value: 'json' },
				{ name: 'PDF', value: 'pdf' },
			],
			default: 'pdf',
			description: 'What kind of file',
		},
		{
			displayName: 'Put Output File in Field',
			name: 'binaryField',
			type: 'string',
			default: 'data',
			required: true,
			hint: 'The name of the output binary field to put the file in',
		},
		optionsCollection(maxWaitOption),
	],
	execute,
};
