/** The delivery log: messages to ticketing tools, and what became of them. */
import { call, get } from '../api.js';
import type { Connection } from '../connection-form.js';
import { button, h, link, time } from '../elements.js';
import { choiceField, filterBar } from '../forms.js';
import { toHash } from '../hash.js';
import { notify } from '../notices.js';
import type { Page } from '../page.js';
import { act } from '../state.js';
import { growingList } from '../table.js';
import { badge, label, withAll } from '../vocabulary.js';

/** A message to a tool. */
export interface Delivery {
	readonly id: number;
	readonly connectionId: number;
	readonly incidentId: number;
	readonly kind: 'create' | 'update';
	readonly state: 'pending' | 'delivered' | 'dead' | 'dropped';
	readonly attempts: number;
	readonly note: string | null;
	readonly createdAt: string;
	readonly updatedAt: string;
}

const LIMIT = 100;

export const page: Page = async ({ root, query, filter, signal, reload }) => {
	const { connections } = await get<{ connections: Connection[] }>(
		'/ticketing/connections',
		signal,
	);
	const names = new Map(connections.map(({ id, name }) => [id, name]));
	const place = h('div', {});
	root.append(
		filterBar(
			filter,
			choiceField('State', 'state', withAll(['pending', 'delivered', 'dead', 'dropped']), {
				value: query['state'] ?? '',
			}),
			choiceField(
				'Connection',
				'connection',
				[['', 'All'], ...connections.map(({ id, name }) => [String(id), name] as const)],
				{ value: query['connection'] ?? '' },
			),
		),
		resendAll(connections, query['connection'], reload),
		place,
	);
	await growingList<Delivery>(
		place,
		{
			what: 'deliveries, newest first',
			empty: 'No deliveries. Incidents of enabled connections make them.',
			columns: [
				{
					title: 'Delivery',
					class: 'fit',
					cell: ({ id }) => link(toHash(['deliveries', id]), String(id)),
				},
				{ title: 'State', class: 'fit', cell: ({ state }) => badge(state) },
				{ title: 'What', cell: ({ kind }) => label(kind) },
				{
					title: 'Connection',
					cell: ({ connectionId: id }) =>
						link(toHash(['connections', id]), names.get(id) ?? String(id)),
				},
				{
					title: 'Incident',
					class: 'mono',
					cell: ({ incidentId: id }) => link(toHash(['incidents', id]), String(id)),
				},
				{ title: 'Tries', class: 'num', cell: ({ attempts }) => attempts },
				{ title: 'Changed', class: 'time', cell: ({ updatedAt }) => time(updatedAt) },
				{ title: 'Outcome', class: 'wide', cell: ({ note }) => note ?? '' },
				{ title: '', class: 'fit', cell: (delivery) => resend(delivery, reload) },
			],
		},
		async (before) => {
			const search = new URLSearchParams({
				limit: String(LIMIT),
				...(query['state'] === undefined ? {} : { state: query['state'] }),
				...(query['connection'] === undefined ? {} : { connection: query['connection'] }),
				...(before === undefined ? {} : { before }),
			});
			const { deliveries, next } = await get<{ deliveries: Delivery[]; next: number | null }>(
				`/ticketing/deliveries?${search.toString()}`,
				signal,
			);
			return { items: deliveries, next: next === null ? undefined : String(next) };
		},
	);
};

/** Asks for all dead deliveries, of the chosen connection or of all of them, to be sent again. */
function resendAll(
	connections: readonly Connection[],
	chosen: string | undefined,
	done: () => void,
): HTMLElement {
	const name = connections.find(({ id }) => String(id) === chosen)?.name;
	const control = button(
		name === undefined ? 'Send all dead ones again' : `Send all dead ones of ${name} again`,
		() =>
			act(control, async () => {
				const body = name === undefined ? {} : { connection: Number(chosen) };
				const { resent } = await call<{ resent: number }>(
					'POST',
					'/ticketing/deliveries/resend',
					body,
				);
				notify(resent === 0 ? 'No delivery is dead.' : `Sent again: ${resent}.`);
				done();
			}),
	);
	return h('p', {}, control);
}

/** A button that sends a dead delivery again; nothing for others. */
export function resend({ id, state }: Delivery, done: () => void): HTMLElement | null {
	if (state !== 'dead') return null;
	const control = button('Send again', () =>
		act(control, async () => {
			await call('POST', `/ticketing/deliveries/${id}/resend`, {});
			notify(`Delivery ${id} is sent again.`);
			done();
		}),
	);
	return control;
}
