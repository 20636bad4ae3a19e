/** Overview: what is stored, what is open, and what was raised within the last day. */
import { get } from '../api.js';
import { askAttack } from '../demo-attack.js';
import { button, type Child, h, link, section, time } from '../elements.js';
import { bytes, count, counted, duration, localTime } from '../format.js';
import { toHash } from '../hash.js';
import { type Page, every } from '../page.js';
import { fill } from '../state.js';
import { SEVERITIES, type Severity, badge, label } from '../vocabulary.js';

type BySeverity = Readonly<Record<Severity, number>>;

interface Overview {
	readonly time: string;
	readonly events: number;
	readonly logSources: { readonly total: number; readonly enabled: number };
	readonly alerts: {
		readonly lastDay: BySeverity;
		readonly hours: readonly (BySeverity & { readonly start: string })[];
	};
	readonly incidents: { readonly open: BySeverity; readonly inProgress: BySeverity };
	readonly jobs: { readonly running: number; readonly queued: number };
	readonly deadDeliveries: number;
	/** Null where the engine removes events by rules of its own. */
	readonly kept: Kept | null;
}

interface Progress {
	readonly left: number;
	readonly total: number;
}

interface Kept {
	readonly oldest: string | null;
	readonly arrivedSince: string | null;
	readonly bytes: number;
	readonly limits: { readonly days: number | null; readonly bytes: number | null };
	readonly removed: { readonly age: number; readonly size: number };
	/** Older events that are being compressed in the background; null when none are. */
	readonly toCompress: Progress | null;
	/** Compressed events that are looked at in the background, as many can be made smaller; null when none are. */
	readonly toCompressAnew: Progress | null;
	/** Words of older events that are being listed in the background, in parts of the index; null when none are. */
	readonly toList: Progress | null;
	/** Events that get their columns in the background; null when none do. */
	readonly toColumn: Progress | null;
	/** Bytes of the index that are being merged, as nothing is written; null when none are. */
	readonly toMerge: Progress | null;
	/** The last merge of the index that came to its end, in bytes and ms; null when none did since the start. */
	readonly merged: { readonly at: string; readonly bytes: number; readonly tookMs: number } | null;
}

/** The figures are read again this often, ms. */
const REFRESH_MS = 15_000;

export const page: Page = async ({ root, reload, signal }) => {
	const figures = h('div', {});
	const raise = button('Raise a demo alert', () => askAttack(reload));
	root.append(h('div', { class: 'buttons corner' }, raise), figures);
	const show = (overview: Overview) => [
		tiles(overview),
		chart(overview),
		incidents(overview),
		...(overview.kept === null ? [] : [retention(overview.kept)]),
	];
	const load = () => get<Overview>('/overview', signal);
	await fill(figures, 'figures', async () => show(await load()));
	every(REFRESH_MS, signal, async () => figures.replaceChildren(...show(await load())));
};

function tiles(overview: Overview): HTMLElement {
	const { events, logSources, alerts, jobs, deadDeliveries } = overview;
	const open = sum(overview.incidents.open) + sum(overview.incidents.inProgress);
	return h(
		'div',
		{ class: 'tiles' },
		tile('Open incidents', open, '#/incidents', `${sum(overview.incidents.open)} not taken up yet`),
		tile('Alerts, last 24 h', sum(alerts.lastDay), '#/alerts', severities(alerts.lastDay)),
		tile('Events stored', events, '#/search', counted(logSources.total, 'log source')),
		tile('Jobs running', jobs.running, '#/jobs', `${count(jobs.queued)} waiting`),
		tile(
			'Dead deliveries',
			deadDeliveries,
			toHash(['deliveries'], { state: 'dead' }),
			'messages that no ticketing tool took',
		),
	);
}

function tile(title: string, value: number, href: string, more: Child): HTMLElement {
	return h(
		'a',
		{ class: 'tile', href },
		h('span', { class: 'tile-title' }, title),
		h('strong', {}, count(value)),
		h('span', { class: 'dim' }, more),
	);
}

function severities(numbers: BySeverity): string {
	return SEVERITIES.map((severity) => `${numbers[severity]} ${severity}`).join(', ');
}

/** Alerts by the hour, as columns; the numbers stand in each column's title. */
function chart({ alerts, time: now }: Overview): HTMLElement {
	const most = Math.max(1, ...alerts.hours.map(sum));
	const columns = alerts.hours.map((hour) => {
		const total = sum(hour);
		const parts = SEVERITIES.map((severity) => {
			const part = h('i', { class: severity });
			part.style.setProperty('height', `${(hour[severity] / most) * 100}%`);
			return part;
		});
		return h(
			'span',
			{ title: `${localTime(hour.start).slice(11, 16)}: ${counted(total, 'alert')}` },
			...parts,
		);
	});
	const words = `Alerts by the hour; most in one hour: ${most}; ${severities(alerts.lastDay)}`;
	const hour = (index: number) => localTime(alerts.hours[index]?.start ?? '').slice(11, 16);
	return section(
		'Alerts of the last 24 hours',
		h('div', { class: 'chart', role: 'img', 'aria-label': words }, ...columns),
		h(
			'div',
			{ class: 'axis', 'aria-hidden': 'true' },
			...[0, 6, 12, 18].map((index) => h('span', {}, hour(index))),
			h('span', {}, 'now'),
		),
		h(
			'p',
			{ class: 'legend' },
			...SEVERITIES.flatMap((severity) => [
				h('i', { class: severity }),
				`${label(severity)} ${count(alerts.lastDay[severity])}`,
			]),
			h('span', { class: 'dim push' }, 'as of ', time(now)),
		),
	);
}

function incidents({ incidents: { open, inProgress } }: Overview): HTMLElement {
	const cell = (numbers: BySeverity, status: string, severity: Severity) =>
		h(
			'td',
			{ class: 'num' },
			link(toHash(['incidents'], { status, severity }), count(numbers[severity])),
		);
	const rows = SEVERITIES.map((severity) =>
		h(
			'tr',
			{},
			h('th', { scope: 'row' }, badge(severity)),
			cell(open, 'open', severity),
			cell(inProgress, 'in_progress', severity),
		),
	);
	const heads = ['Severity', 'Open', 'In progress'].map((title, index) =>
		h('th', { scope: 'col', class: index === 0 ? undefined : 'num' }, title),
	);
	return section(
		'Incidents to deal with',
		h(
			'div',
			{ class: 'table narrow' },
			h('table', {}, h('thead', {}, h('tr', {}, ...heads)), h('tbody', {}, ...rows)),
		),
	);
}

/** What is kept since when, within which limits, and what was removed. */
function retention(kept: Kept): HTMLElement {
	const { oldest, arrivedSince, bytes: used, limits, removed } = kept;
	const moment = (at: string | null): Child => (at === null ? 'none' : time(at));
	const days = limits.days === null ? 'however old' : `for ${counted(limits.days, 'day')}`;
	const size = limits.bytes === null ? 'of any size' : `up to ${bytes(limits.bytes)}`;
	const rows: readonly (readonly [string, Child])[] = [
		['Oldest event', moment(oldest)],
		['Kept since', moment(arrivedSince)],
		['Space used', `${bytes(used)} (kept ${days}, ${size})`],
		[
			'Removed so far',
			`${counted(removed.age, 'event')} by age, ${counted(removed.size, 'event')} by size`,
		],
		...workRows(kept),
	];
	return section(
		'What is kept',
		h(
			'div',
			{ class: 'table facts' },
			h(
				'table',
				{},
				h(
					'tbody',
					{},
					...rows.map(([name, value]) =>
						h('tr', {}, h('th', { scope: 'row' }, name), h('td', {}, value)),
					),
				),
			),
		),
	);
}

/** What the store does in the background, and how much of it is left. */
function workRows({
	toCompress,
	toCompressAnew,
	toList,
	toColumn,
	toMerge,
	merged,
}: Kept): (readonly [string, Child])[] {
	const rows: (readonly [string, Child])[] = [];
	const events = ({ left, total }: Progress, what: string) =>
		`${count(left)} of ${counted(total, what)}`;
	if (toCompress !== null) rows.push(['Left to compress', events(toCompress, 'older event')]);
	if (toCompressAnew !== null)
		rows.push([
			'Left to compress anew',
			`${events(toCompressAnew, 'event')}, many of which take less space then`,
		]);
	if (toList !== null) {
		const share = Math.round((100 * toList.left) / toList.total);
		rows.push([
			'Left to list words of',
			`${share} % of older events; searches inside of words read them until then`,
		]);
	}
	if (toColumn !== null)
		rows.push([
			'Left to write columns of',
			`${events(toColumn, 'event')}; counts by several fields take longer until then`,
		]);
	if (toMerge !== null)
		rows.push([
			'Left to merge',
			`${bytes(toMerge.left)} of ${bytes(toMerge.total)} of the index, while nothing is written`,
		]);
	if (merged !== null)
		rows.push([
			'Last merged',
			h(
				'span',
				{},
				time(merged.at),
				`, ${bytes(merged.bytes)} of the index in ${duration(merged.tookMs)}`,
			),
		]);
	return rows;
}

function sum(numbers: BySeverity): number {
	return SEVERITIES.reduce((total, severity) => total + numbers[severity], 0);
}
