/** Reads pasted log lines as they would be stored, and says why they are read so. */
import { call } from '../api.js';
import { h, section } from '../elements.js';
import { areaField, choiceField, makeForm, textField } from '../forms.js';
import { fieldList, type Hit } from '../hits.js';
import type { Page } from '../page.js';
import { badge } from '../vocabulary.js';
import { zoneField } from '../zones.js';

interface Explained {
	readonly line: number;
	readonly event?: Hit;
	readonly refused?: string;
	readonly format?: string;
	readonly why: readonly string[];
}

interface Answer {
	readonly explained: readonly Explained[];
	readonly more: number;
}

const FORMATS = [
	['auto', 'Detect'],
	['json', 'JSON'],
	['windows', 'Windows events'],
	['syslog', 'Syslog'],
	['access', 'Access log'],
] as const;
const ORDERS = [
	['', 'Not told'],
	['dmy', 'Day first'],
	['mdy', 'Month first'],
] as const;
const EXAMPLE =
	'<86>Nov 20 10:00:00 web01 sshd[1234]: Failed password for root from 192.0.2.1 port 40022 ssh2';

export const page: Page = ({ root, signal }) => {
	const results = h('div', { 'aria-live': 'polite' });
	const form = makeForm(
		{
			label: 'Read log lines',
			action: 'Read',
			submit: async (values) => {
				results.replaceChildren();
				// What is left empty is not told.
				const told = Object.entries(values).filter(([, value]) => value.trim() !== '');
				const body = Object.fromEntries(told);
				show(await call<Answer>('POST', '/logs/explain', body, signal), results);
			},
		},
		areaField('Log lines', 'text', {
			class: 'mono',
			required: true,
			placeholder: EXAMPLE,
			help: 'Lines as a device sends them or as they stand in a file; JSON and XML documents too. Nothing is stored.',
			attributes: { rows: 8 },
		}),
		h(
			'div',
			{ class: 'fields' },
			choiceField('Format', 'format', FORMATS, { value: 'auto' }),
			zoneField('Time zone', 'tz', {
				help: 'Of times that carry none; by default that of the log source or the server.',
			}),
			choiceField('Order of 20/11/2026', 'date_order', ORDERS),
			textField('Sender', 'host', { help: 'Host of lines that name none.' }),
		),
	);
	root.append(section('Lines', form), results);
};

function show({ explained, more }: Answer, place: HTMLElement): void {
	place.replaceChildren(...explained.map(oneLine));
	if (more > 0) place.append(h('p', { class: 'summary' }, `${more} more are not shown`));
}

function oneLine({ line, event, refused, format, why }: Explained): HTMLElement {
	const title = `Line ${line}`;
	if (event === undefined) {
		return section(title, badge('refused'), h('p', {}, refused ?? ''));
	}
	return section(
		title,
		badge(format ?? 'text'),
		h('ul', {}, ...why.map((reason) => h('li', {}, reason))),
		fieldList(event),
	);
}
