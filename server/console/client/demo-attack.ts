/** The dialog that raises a demo alert: says what it does, asks which attack, and shows what came of it. */
import { call, get } from './api.js';
import { openDialog } from './dialog.js';
import { button, h, link } from './elements.js';
import { choiceField, makeForm } from './forms.js';
import { counted } from './format.js';
import { toHash } from './hash.js';
import { badge } from './vocabulary.js';
import { fill } from './state.js';

interface Attack {
	readonly name: string;
	readonly what: string;
}

interface Raised {
	readonly attack: string;
	readonly events: number;
	readonly dropped: number;
	readonly query: string;
	readonly alerts: readonly {
		readonly id: number;
		readonly profile: string;
		readonly severity: string;
		readonly host: string;
	}[];
}

/**
 * Opens it.
 *
 * @param changed called when the dialog is closed after an attack was raised
 */
export function askAttack(changed: () => void): void {
	const place = h('div', {});
	let raised = false;
	const close = openDialog('Raise a demo alert', place);
	place.closest('dialog')?.addEventListener('close', () => {
		if (raised) changed();
	});
	void fill(place, 'the attacks', async () => {
		const { attacks } = await get<{ attacks: Attack[] }>('/demo/attacks');
		const form = makeForm(
			{
				label: 'Raise a demo alert',
				action: 'Raise it',
				cancel: close,
				submit: async ({ attack }) => {
					const answer = await call<Raised>('POST', '/demo/attacks', { attack });
					raised = true;
					place.replaceChildren(...outcome(answer, close));
				},
			},
			choiceField(
				'Attack',
				'attack',
				// A name is made for the command line, and both together do not fit.
				attacks.map(({ name, what }) => [name, sentence(what)] as const),
			),
		);
		return [
			h(
				'p',
				{},
				'Made-up events of the last minute are stored among your logs. Each has the field DEMO_ATTACK, and the hosts are called demo-…',
			),
			h(
				'p',
				{},
				'The alerts are as real ones: incidents, tickets, webhooks and workflows follow, here and in n8n.',
			),
			form,
		];
	});
}

function outcome(
	{ attack, events, dropped, query, alerts }: Raised,
	close: () => void,
): HTMLElement[] {
	const left = dropped === 0 ? '' : `; ${dropped} left out, since their log source is disabled`;
	const rows = alerts.map(({ id, profile, severity, host }) =>
		h(
			'li',
			{},
			badge(severity),
			' ',
			// The dialog would stay in front of the page.
			h('a', { href: toHash(['alerts', id]), onclick: close }, profile),
			` on ${host}`,
		),
	);
	const found = link(toHash(['search'], { q: query }), query);
	found.addEventListener('click', close);
	return [
		h(
			'p',
			{ role: 'status' },
			`${attack}: ${counted(events, 'event')} stored${left}, ${counted(alerts.length, 'alert')} raised.`,
		),
		rows.length === 0
			? h(
					'p',
					{},
					'An alert of the same kind is open already and counts these events, or its profile is disabled.',
				)
			: h('ul', {}, ...rows),
		h('p', {}, 'Its events: ', found),
		h('div', { class: 'buttons' }, button('Done', close, { autofocus: true })),
	];
}

function sentence(words: string): string {
	return words.charAt(0).toUpperCase() + words.slice(1);
}
