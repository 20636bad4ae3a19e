/** Shows hits as rows that open to all fields of the event. */
import { element, table } from './elements.js';

/** A hit of either naming. */
export type Hit = Readonly<Record<string, string | number | boolean>>;

const COLUMNS: readonly (readonly [title: string, server: string, client: string])[] = [
	['Time', 'TIME', 'Time'],
	['Device', 'HOSTNAME', 'Device'],
	['Event', 'IENAME', 'Event Name'],
	['User', 'USERNAME', 'Username'],
	['Message', 'MESSAGE', 'Message'],
];

/** Makes an empty list of hits; `add` appends rows. */
export function hitTable(): { whole: HTMLElement; add: (hits: readonly Hit[]) => void } {
	const { whole, body } = table(
		COLUMNS.map(([title]) => title),
		'hits',
	);
	return { whole, add: (hits) => body.append(...hits.map(row)) };
}

function row(hit: Hit): HTMLElement {
	const cells = COLUMNS.map(([, server, client]) =>
		element('td', show(server, hit[server] ?? hit[client])),
	);
	const made = element('tr', cells, 'hit');
	made.tabIndex = 0;
	made.title = 'Show all fields';
	const toggle = () => {
		if (made.nextElementSibling?.classList.contains('detail')) made.nextElementSibling.remove();
		else made.after(detail(hit));
	};
	made.addEventListener('click', toggle);
	made.addEventListener('keydown', (event) => {
		if (event.key === 'Enter') toggle();
	});
	return made;
}

function detail(hit: Hit): HTMLElement {
	const fields = Object.entries(hit).flatMap(([name, value]) => [
		element('dt', name),
		element('dd', show(name, value)),
	]);
	const cell = element('td', [element('dl', fields)]) as HTMLTableCellElement;
	cell.colSpan = COLUMNS.length;
	return element('tr', [cell], 'detail');
}

function show(name: string, value: string | number | boolean | undefined): string {
	if (name === 'TIME' && typeof value === 'number')
		return new Date(value).toISOString().replace('T', ' ').replace('Z', '');
	return value === undefined ? '' : String(value);
}
