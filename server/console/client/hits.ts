/** Rows of events that open to all their fields. */
import { button, definitions, h, time } from './elements.js';
import { valueText } from './format.js';
import { type Column, makeCells } from './table.js';

/** An event or alert as a search gives it, under server or display names. */
export type Hit = Readonly<Record<string, string | number | boolean>>;

/** A field of a hit under either of its names. */
export function fieldOf(hit: Hit, server: string, client = server): string {
	return valueText(hit[server] ?? hit[client]);
}

/** The columns of events. */
export const EVENT_COLUMNS: readonly Column<Hit>[] = [
	{
		title: 'Time',
		class: 'time',
		cell: (hit) => time(moment(hit['TIME'] ?? hit['Time'])),
	},
	{ title: 'Device', cell: (hit) => fieldOf(hit, 'HOSTNAME', 'Device') },
	{ title: 'Event', class: 'fit', cell: (hit) => fieldOf(hit, 'IENAME', 'Event Name') },
	{ title: 'User', cell: (hit) => fieldOf(hit, 'USERNAME', 'Username') },
	{ title: 'Message', class: 'wide', cell: (hit) => fieldOf(hit, 'MESSAGE', 'Message') },
];

/** A row with a button that opens the event's fields below it. */
export function openingRow(columns: readonly Column<Hit>[], hit: Hit): readonly HTMLElement[] {
	const details = h('tr', { class: 'detail', hidden: true });
	const toggle = button('+', () => open(details.hidden), {
		class: 'toggle',
		'aria-expanded': 'false',
		'aria-label': 'Show all fields',
	});
	const open = (shown: boolean) => {
		// Made when they are asked for: a thousand hidden lists would slow the page down.
		if (details.childElementCount === 0)
			details.append(h('td', { colspan: columns.length + 1 }, fieldList(hit)));
		details.hidden = !shown;
		toggle.textContent = shown ? '−' : '+';
		toggle.setAttribute('aria-expanded', String(shown));
	};
	const cells = makeCells(columns, hit);
	const row = h('tr', { class: 'opens' }, h('td', { class: 'fit' }, toggle), ...cells);
	row.addEventListener('click', (event) => {
		const inside = event.target instanceof Element && event.target.closest('a, button') !== null;
		if (!inside && getSelection()?.isCollapsed !== false) open(details.hidden);
	});
	return [row, details];
}

/** Fields whose numbers are epoch ms, under their server and display names. */
const TIMES: ReadonlySet<string> = new Set([
	...['TIME', 'ARRIVALTIME', 'ALERT_RAISED_TIME'],
	...['Time', 'Arrival Time', 'Alert_Raised_Time'],
]);

/** All fields of an event, by name. */
export function fieldList(hit: Hit): HTMLElement {
	return definitions(
		Object.entries(hit).map(([name, value]) => [
			name,
			TIMES.has(name) ? time(moment(value)) : valueText(value),
		]),
		'fields',
	);
}

function moment(value: unknown): string | number | undefined {
	return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
