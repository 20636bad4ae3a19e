/** Imports Sigma rules as alert profiles, and says what of them did not map. */
import { call } from '../api.js';
import { h, link, section } from '../elements.js';
import { areaField, makeForm } from '../forms.js';
import { toHash } from '../hash.js';
import type { Page } from '../page.js';
import { badge } from '../vocabulary.js';
import type { Profile } from '../profile.js';

interface Result {
	readonly title: string;
	readonly profile: Profile | null;
	readonly problems: readonly string[];
	readonly notes: readonly string[];
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

export const page: Page = ({ root }) => {
	const results = h('div', { 'aria-live': 'polite' });
	const form = makeForm(
		{
			label: 'Import Sigma rules',
			action: 'Import',
			submit: async ({ sigma }) => {
				results.replaceChildren();
				const answer = await call<{ results: Result[] }>('POST', '/alerts/profiles/import', {
					sigma,
				});
				results.replaceChildren(...answer.results.map(show));
			},
		},
		areaField('Sigma rules (YAML)', 'sigma', {
			required: true,
			class: 'mono',
			placeholder: EXAMPLE,
			help: 'One rule, or several divided by "---". What cannot be expressed is listed, not guessed.',
			attributes: { rows: 16 },
		}),
		fileField(),
	);
	root.append(section('Import Sigma rules', form), results);
};

/** Fills the text from a file of this machine. */
function fileField(): HTMLElement {
	const input = h('input', { type: 'file', id: 'sigma-file', accept: '.yml,.yaml' });
	input.addEventListener('change', () => {
		const [file] = input.files ?? [];
		const area = input.form?.elements.namedItem('sigma');
		if (file === undefined || !(area instanceof HTMLTextAreaElement)) return;
		void file.text().then((text) => (area.value = text));
	});
	return h(
		'div',
		{ class: 'field' },
		h('label', { for: 'sigma-file' }, 'Or take them from a file'),
		input,
	);
}

function show({ title, profile, problems, notes }: Result): HTMLElement {
	const items = [...problems, ...notes].map((text) => h('li', {}, text));
	return section(
		title,
		h(
			'p',
			{},
			badge(profile === null ? 'failed' : 'ok'),
			' ',
			profile === null
				? 'Not imported.'
				: link(toHash(['profiles', profile.id]), `Imported as "${profile.name}"`),
		),
		items.length === 0 ? null : h('ul', {}, ...items),
	);
}
