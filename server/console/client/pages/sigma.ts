/** Imports Sigma rules as alert profiles: pasted, of files or a folder, or of a zip archive. */
import { lines } from '../api.js';
import { h, link, section } from '../elements.js';
import { areaField, makeForm, choiceField } from '../forms.js';
import { toHash } from '../hash.js';
import type { Page } from '../page.js';
import { badge } from '../vocabulary.js';

interface Result {
	readonly file: string;
	readonly title: string;
	readonly profile: {
		readonly id: number;
		readonly name: string;
		readonly enabled: boolean;
	} | null;
	readonly change: string | null;
	readonly problems: readonly string[];
	readonly notes: readonly string[];
}

interface Answer {
	readonly done?: number;
	readonly total?: number;
	readonly results?: readonly Result[];
	readonly lines?: readonly string[];
	readonly error?: string;
}

const EXAMPLE = `title: Whoami as SYSTEM
logsource:
  category: process_creation
  product: windows
detection:
  selection:
    Image|endswith: '\\whoami.exe'
  condition: selection
level: high`;

/** Rules that are shown one by one; the rest is in the summary. */
const SHOWN = 200;
const UNSUPPORTED = [
	['disable', 'Import them switched off'],
	['refuse', 'Do not import them'],
] as const;

export const page: Page = ({ root }) => {
	const results = h('div', { 'aria-live': 'polite' });
	const files = fileInput('sigma-file', { multiple: true, accept: '.yml,.yaml,.zip' });
	const folder = fileInput('sigma-folder', { webkitdirectory: true });
	const form = makeForm(
		{
			label: 'Import Sigma rules',
			action: 'Import',
			submit: async ({ sigma = '', placeholders = '', unsupported = 'disable' }) => {
				results.replaceChildren();
				const chosen = [...(files.files ?? []), ...(folder.files ?? [])];
				const body = await bodyOf(sigma, chosen, tableOf(placeholders));
				await importRules(body, unsupported, results);
			},
		},
		areaField('Sigma rules (YAML)', 'sigma', {
			class: 'mono',
			placeholder: EXAMPLE,
			help: 'One rule, or several divided by "---". What cannot be expressed is listed, not guessed.',
			attributes: { rows: 12 },
		}),
		labelled('Or files: rules, or one zip archive of them', files),
		labelled('Or a folder with all rules below it', folder),
		areaField('Values of placeholders (optional)', 'placeholders', {
			class: 'mono',
			placeholder: 'Servers = srv-*, 10.0.*',
			help: 'One placeholder a line: its name, =, and its values with commas between them. A rule with %Servers% looks for each of them.',
			attributes: { rows: 3 },
		}),
		choiceField('Rules for events that nothing here writes', 'unsupported', UNSUPPORTED, {
			value: 'disable',
		}),
	);
	root.append(section('Import Sigma rules', form), results);
};

/** What is sent: an archive as it is, otherwise a line for each file. */
async function bodyOf(
	pasted: string,
	files: readonly File[],
	placeholders: Readonly<Record<string, readonly string[]>>,
): Promise<Blob> {
	const isGiven = Object.keys(placeholders).length > 0;
	const archive = files.find(({ name }) => /\.zip$/i.test(name));
	if (archive !== undefined) {
		if (files.length > 1 || pasted.trim() !== '')
			throw new Error('A zip archive is imported alone: take the other rules away.');
		if (isGiven)
			throw new Error('Placeholders do not go with a zip archive: choose the unpacked folder.');
		return new Blob([archive], { type: 'application/zip' });
	}
	const rules = await Promise.all(
		files
			.filter(({ name }) => /\.ya?ml$/i.test(name))
			.map(async (file) => ({
				name: file.webkitRelativePath || file.name,
				text: await file.text(),
			})),
	);
	if (pasted.trim() !== '') rules.unshift({ name: 'pasted', text: pasted });
	if (rules.length === 0) throw new Error('There is no rule: paste one, or choose files.');
	const lines = [...rules, ...(isGiven ? [{ placeholders }] : [])];
	return new Blob([lines.map((line) => JSON.stringify(line)).join('\n')], {
		type: 'application/x-ndjson',
	});
}

/** Reads the table of placeholders. @throws Error that names the line that is wrong */
function tableOf(text: string): Record<string, string[]> {
	const rows = text
		.split('\n')
		.map((row) => row.trim())
		.filter((row) => row !== '');
	return Object.fromEntries(
		rows.map((row) => {
			const [, written, values = ''] = /^%?([^%=]+)(?:%\s*)?=([^]*)$/.exec(row) ?? [];
			const name = written?.trim();
			const list = values
				.split(',')
				.map((value) => value.trim())
				.filter((value) => value !== '');
			if (name === undefined || name === '' || list.length === 0)
				throw new Error(`"${row}" is no placeholder: expected "name = value, value"`);
			return [name, list];
		}),
	);
}

async function importRules(body: Blob, unsupported: string, to: HTMLElement): Promise<void> {
	const bar = h('progress', { max: '1', 'aria-label': 'Rules that are translated' });
	const status = h('p', { class: 'dim', role: 'status' }, 'Reading the rules …');
	to.replaceChildren(bar, status);
	let failure: string | undefined;
	await lines(`/alerts/profiles/import?unsupported=${unsupported}`, body, (value) => {
		const answer = value as Answer;
		if (answer.error !== undefined) failure = answer.error;
		else if (answer.results !== undefined) show(answer.results, answer.lines ?? [], to);
		else {
			bar.max = answer.total ?? 1;
			bar.value = answer.done ?? 0;
			status.textContent = `${answer.done} of ${answer.total} rules`;
		}
	});
	if (failure === undefined) return;
	to.replaceChildren();
	throw new Error(failure);
}

/** What needs attention comes first. */
function show(results: readonly Result[], summary: readonly string[], to: HTMLElement): void {
	const order = (result: Result) => (result.profile === null ? 0 : result.profile.enabled ? 2 : 1);
	const sorted = [...results].sort((one, other) => order(one) - order(other));
	const more = sorted.length - SHOWN;
	to.replaceChildren(
		section('Summary', h('ul', {}, ...summary.map((line) => h('li', {}, line)))),
		...sorted.slice(0, SHOWN).map(showResult),
		...(more > 0 ? [h('p', { class: 'dim' }, `And ${more} more.`)] : []),
	);
}

function showResult({ title, file, profile, change, problems, notes }: Result): HTMLElement {
	const items = [...problems, ...notes].map((text) => h('li', {}, text));
	return section(
		title,
		h(
			'p',
			{},
			badge(profile === null ? 'failed' : profile.enabled ? 'ok' : 'disabled'),
			' ',
			profile === null
				? 'Not imported.'
				: link(toHash(['profiles', profile.id]), `Imported as "${profile.name}" (${change})`),
			' ',
			h('span', { class: 'dim' }, file),
		),
		items.length === 0 ? null : h('ul', {}, ...items),
	);
}

function fileInput(id: string, attributes: Readonly<Record<string, string | boolean>>) {
	return h('input', { type: 'file', id, ...attributes });
}

function labelled(label: string, input: HTMLElement): HTMLElement {
	return h('div', { class: 'field' }, h('label', { for: input.id }, label), input);
}
