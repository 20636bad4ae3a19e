/** Exports an incident: starts the job, waits for it, and hands the file to the browser. */
import { call, file, get } from './api.js';
import { h, saveFile, section } from './elements.js';
import { choiceField, makeForm } from './forms.js';

interface Export {
	readonly id: number;
	readonly status: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
	readonly message: string;
}

/** Between two looks at the job, ms. */
const LOOK_MS = 400;

/** The form that exports. @param id of the incident */
export function exportForm(id: number, signal: AbortSignal): HTMLElement {
	const progress = h('p', { class: 'dim', role: 'status' });
	const form = makeForm(
		{
			label: 'Export the incident',
			action: 'Download',
			class: 'form row',
			submit: async ({ format }) => {
				progress.textContent = 'The export is being made …';
				try {
					const started = await call<{ export: Export }>('POST', `/incidents/${id}/exports`, {
						format,
					});
					await save(await ended(started.export, signal));
					progress.textContent = 'The file is downloaded.';
				} catch (error) {
					progress.textContent = '';
					throw error;
				}
			},
		},
		choiceField('Format', 'format', [
			['pdf', 'PDF'],
			['json', 'JSON'],
			['csv', 'CSV'],
		]),
	);
	return section('Export', form, progress);
}

async function ended(started: Export, signal: AbortSignal): Promise<Export> {
	let present = started;
	while (present.status === 'IN_PROGRESS') {
		await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
		signal.throwIfAborted();
		present = (await get<{ export: Export }>(`/exports/${started.id}`, signal)).export;
	}
	if (present.status === 'FAILED') throw new Error(present.message);
	return present;
}

async function save({ id }: Export): Promise<void> {
	saveFile(await file(`/exports/${id}/file`));
}
