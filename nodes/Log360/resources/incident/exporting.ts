/** The steps of an export: start, status, waiting, download. */
import type { IDataObject } from 'n8n-workflow';

import { stateOf } from '../../dialects/jobs';
import { payload, pick } from '../../dialects/read';
import type { ItemRun, Outcome } from '../../operation';
import type { Call } from '../../transport/call';
import { usageError } from '../../transport/errors';
import { isObject } from '../../transport/failure';
import { pollUntil } from '../../transport/polling';
import { understood } from '../../transport/understood';

export interface ExportCalls {
	start(ticketId: string): Call;
	status(exportId: string): Call;
	file(exportId: string): Call;
}

/** @returns the id of the export */
export async function beginExport(
	run: ItemRun,
	ticketId: string,
	calls: ExportCalls,
): Promise<string> {
	const body = await run.client.send(calls.start(ticketId));
	const answer = payload(body);
	const id = isObject(answer) ? pick(answer, ['export_id', 'exportId', 'id']) : undefined;
	return understood(id, body, 'export_id', run.context.getNode(), run.item);
}

/** @returns `exportId`, `state` (running, success, failed), the server's own `status` and its `message` */
export async function fetchExport(
	run: ItemRun,
	exportId: string,
	calls: ExportCalls,
): Promise<IDataObject> {
	const body = await run.client.send(calls.status(exportId));
	const answer = payload(body);
	const status = isObject(answer) ? pick(answer, ['status', 'state', 'export_status']) : undefined;
	const word = understood(status, body, 'status of an export', run.context.getNode(), run.item);
	const message = isObject(answer) ? pick(answer, ['message']) : undefined;
	return { exportId, state: stateOf(word), status: word, ...(message ? { message } : {}) };
}

/** @throws NodeOperationError when the export failed or the time is up */
export async function waitForExport(
	run: ItemRun,
	exportId: string,
	calls: ExportCalls,
	maxWaitMs: number,
): Promise<void> {
	const { state, message } = await pollUntil(
		async () => await fetchExport(run, exportId, calls),
		(seen) => seen.state !== 'running',
		maxWaitMs,
		run.client.signal,
	);
	if (state === 'success') return;
	const what = state === 'failed' ? 'failed' : `has not ended after ${maxWaitMs / 1000} seconds`;
	throw usageError(
		run.context.getNode(),
		`Export ${exportId} ${what}${message ? `: ${message as string}` : ''}`,
		state === 'failed'
			? 'Start the export again.'
			: 'Raise Max Wait, or download it later by its ID.',
		run.item,
	);
}

/** @param about more keys for the JSON beside the file */
export async function downloadExport(
	run: ItemRun,
	exportId: string,
	calls: ExportCalls,
	about: IDataObject = {},
): Promise<Outcome> {
	const { context, item } = run;
	const { body, headers } = await run.client.download(calls.file(exportId));
	const mimeType = String(headers['content-type'] ?? 'application/octet-stream').split(';')[0];
	const field = (context.getNodeParameter('binaryField', item, 'data') as string).trim() || 'data';
	const fileName = fileNameOf(headers) ?? `incident-export-${exportId}`;
	const file = await context.helpers.prepareBinaryData(body as Buffer, fileName, mimeType);
	return {
		items: [{ json: { ...about, exportId, fileName, mimeType }, binary: { [field]: file } }],
	};
}

/** The name in `Content-Disposition`, without any folder that a server may put before it. */
function fileNameOf(headers: IDataObject): string | undefined {
	const text = String(headers['content-disposition'] ?? '');
	const match = /filename\*?=(?:UTF-8'')?"?([^";]+)"?/i.exec(text);
	const name = match?.[1].split(/[\\/]/).pop()?.trim();
	return name === '' ? undefined : name;
}
