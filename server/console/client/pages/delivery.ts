/** One delivery with each of its tries. */
import { get } from '../api.js';
import { definitions, h, link, section, time } from '../elements.js';
import { toHash } from '../hash.js';
import { type Page, every } from '../page.js';
import { fill } from '../state.js';
import { tableOf } from '../table.js';
import { badge, label } from '../vocabulary.js';
import { type Delivery, resend } from './deliveries.js';

interface Logged extends Delivery {
	readonly log: readonly {
		readonly time: string;
		readonly outcome: string;
		readonly status: number | null;
		readonly message: string | null;
	}[];
}

/** A pending delivery is read again this often, ms. */
const REFRESH_MS = 2_000;

export const page: Page = async ({ root, parameters, signal, reload }) => {
	const path = `/ticketing/deliveries/${encodeURIComponent(parameters['id'] ?? '')}`;
	let isPending = false;
	const read = async () => {
		const { delivery } = await get<{ delivery: Logged }>(path, signal);
		isPending = delivery.state === 'pending';
		return show(delivery, reload);
	};
	await fill(root, 'the delivery', read);
	every(REFRESH_MS, signal, async () => {
		if (isPending) root.replaceChildren(...(await read()));
	});
};

function show(delivery: Logged, reload: () => void): HTMLElement[] {
	return [
		h('div', { class: 'toolbar' }, resend(delivery, reload)),
		section(
			`Delivery ${delivery.id}`,
			definitions([
				['State', badge(delivery.state)],
				['What', label(delivery.kind)],
				[
					'Connection',
					link(toHash(['connections', delivery.connectionId]), String(delivery.connectionId)),
				],
				['Incident', link(toHash(['incidents', delivery.incidentId]), String(delivery.incidentId))],
				['Made', time(delivery.createdAt)],
				['Changed', time(delivery.updatedAt)],
				['Outcome', delivery.note ?? '–'],
			]),
		),
		section('Tries', tries(delivery)),
	];
}

function tries({ log }: Logged): HTMLElement {
	if (log.length === 0) return h('p', { class: 'dim' }, 'Not tried yet.');
	return tableOf(
		'tries',
		[
			{ title: 'Time', class: 'time', cell: (line) => time(line.time) },
			{ title: 'Outcome', class: 'fit', cell: ({ outcome }) => badge(outcome) },
			{ title: 'HTTP', class: 'num', cell: ({ status }) => status ?? '–' },
			{ title: 'Message', class: 'wide', cell: ({ message }) => message ?? '' },
		],
		log,
	);
}
