/** The tickets of an incident, the messages about them, and a new ticket by hand. */
import { call, get } from './api.js';
import { type Child, h, link, present, time } from './elements.js';
import { choiceField, makeForm } from './forms.js';
import { toHash } from './hash.js';
import { notify } from './notices.js';
import type { Connection } from './connection-form.js';
import { every } from './page.js';
import type { Delivery } from './pages/deliveries.js';
import { fill } from './state.js';
import { tableOf } from './table.js';
import { badge, label } from './vocabulary.js';

interface Tickets {
	readonly tickets: readonly {
		readonly connection: { readonly id: number; readonly name: string };
		readonly ticketId: string;
		readonly status: string;
	}[];
	readonly deliveries: readonly Delivery[];
}

/** While a message is on its way, the list is read again this often, ms. */
const REFRESH_MS = 2_000;

/** Shows the tickets in `place`. @param id of the incident */
export async function tickets(place: HTMLElement, id: number, signal: AbortSignal): Promise<void> {
	const path = `/incidents/${id}/tickets`;
	let isPending = false;
	const read = async (): Promise<readonly Child[]> => {
		const [known, { connections }] = await Promise.all([
			get<Tickets>(path, signal),
			get<{ connections: Connection[] }>('/ticketing/connections', signal),
		]);
		isPending = known.deliveries.some(({ state }) => state === 'pending');
		return [list(known), log(known), create(path, connections, refresh)];
	};
	const refresh = async (): Promise<void> => place.replaceChildren(...present(await read()));
	await fill(place, 'tickets', read);
	every(REFRESH_MS, signal, async () => {
		if (isPending) await refresh();
	});
}

function list({ tickets: found }: Tickets): HTMLElement {
	if (found.length === 0) return h('p', { class: 'dim' }, 'The incident has no ticket.');
	return tableOf(
		'tickets',
		[
			{ title: 'Ticket', class: 'mono', cell: ({ ticketId }) => ticketId },
			{
				title: 'Connection',
				cell: ({ connection }) => link(toHash(['connections', connection.id]), connection.name),
			},
			{ title: 'Known as', class: 'fit', cell: ({ status }) => badge(status) },
		],
		found,
	);
}

function log({ deliveries }: Tickets): Child {
	if (deliveries.length === 0) return null;
	const items = deliveries.map(({ id, kind, state, note, updatedAt }) =>
		h(
			'li',
			{},
			badge(state),
			' ',
			link(toHash(['deliveries', id]), label(kind)),
			note === null ? null : `: ${note}`,
			' ',
			h('small', {}, time(updatedAt)),
		),
	);
	const isOpen = deliveries.some(({ state }) => state === 'pending' || state === 'dead');
	return h(
		'details',
		{ open: isOpen },
		h('summary', {}, 'Messages'),
		h('ul', { class: 'plain' }, ...items),
	);
}

function create(
	path: string,
	connections: readonly Connection[],
	done: () => Promise<void>,
): HTMLElement {
	const enabled = connections.filter((connection) => connection.enabled);
	if (enabled.length === 0) {
		return h(
			'p',
			{},
			link(toHash(['connections']), 'Enable a ticketing connection'),
			' to create a ticket.',
		);
	}
	return makeForm(
		{
			label: 'Create a ticket',
			action: 'Create ticket',
			submit: async ({ connection }) => {
				await call('POST', path, { connection: Number(connection) });
				notify('The ticket is on its way.');
				await done();
			},
		},
		choiceField(
			'In',
			'connection',
			enabled.map(({ id, name }) => [String(id), name] as const),
		),
	);
}
