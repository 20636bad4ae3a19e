/** Measures what the exact total costs the first page: searches with and without it in turn, on one connection. */
import reader from '../../../server/dist/storage/sqlite/events/reader.js';
import { FROM, TO } from './corpus.mts';
import { median, ms } from './stats.mts';

/** Times the page without total that a page with it may take, where tallies tell it. */
const BOUND = 1.5;
const WARM = 3;

const MINUTE = 60_000;
const RANGES = {
	all: { from: FROM, to: TO },
	/** Begins and ends amid hours, of which tallies do not tell. */
	part: { from: FROM + 17 * MINUTE, to: TO - 7 * 24 * 60 * MINUTE - 23 * MINUTE },
} as const;

/** Queries; those of fields with few values have the bound. */
const QUERIES: readonly (readonly [query: string, range: keyof typeof RANGES, isBound: boolean])[] =
	[
		['*', 'all', true],
		['LOGTYPE = Windows', 'all', true],
		['LOGTYPE = Windows', 'part', true],
		['RESULT = failure', 'all', true],
		['NOT RESULT = failure', 'all', true],
		['EVENTID = 4625', 'all', true],
		['STATUS >= 500', 'all', true],
		['USERNAME = root', 'all', true],
		['USERNAME = root', 'part', true],
		['USERNAME = nobody', 'all', true],
		['HOSTNAME = web*', 'all', true],
		['HOSTNAME = web*', 'part', true],
		['USERAGENT = *googlebot*', 'all', true],
		['REMOTEIP = 203.0.113.0/24', 'all', true],
		['REMOTEIP = 203.0.113.0/24', 'part', true],
		['EVENTID = 4625 AND RESULT = failure', 'all', false],
		['RECORDNUMBER = 50000', 'all', false],
		['TARGETLOGONID = *775c*', 'all', false],
		['BYTES >= 99990', 'all', false],
		['MESSAGE = "Failed password"', 'all', false],
		['MESSAGE = *owershe*', 'all', false],
		['powershell.exe', 'all', false],
	];

/**
 * Prints a table.
 *
 * @param file the store's events
 * @param pairs of searches, in turn
 * @returns whether the bound was held wherever there is one
 */
export function measureTotals(file: string, pairs: number): boolean {
	const open = new reader.EventReader(file);
	console.log(
		`\nProcessor time of a page of 1,000 in process, without its total and with it, medians of ${pairs} in turn; "part" begins and ends amid hours.\n`,
	);
	console.log(
		'| query | range | hits | page | with total | ratio | bound | the first without, with |',
	);
	console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
	let held = true;
	for (const [query, range, isBound] of QUERIES) {
		const search = (withTotal: boolean) => {
			const start = process.cpuUsage();
			const request = { query, ...RANGES[range], limit: 1_000, form: 'server', withTotal } as const;
			const { total } = open.search(request);
			const { user, system } = process.cpuUsage(start);
			return { time: (user + system) / 1_000, total };
		};
		// Before values, words and hits are in memory.
		const first = [search(false), search(true)] as const;
		for (let warm = 0; warm < WARM; warm++) search(warm % 2 === 0);
		const times = { page: [] as number[], withTotal: [] as number[] };
		for (let pair = 0; pair < pairs; pair++) {
			// What the one leaves in memory the other finds there, so each goes first as often.
			for (const withTotal of pair % 2 === 0 ? [false, true] : [true, false])
				times[withTotal ? 'withTotal' : 'page'].push(search(withTotal).time);
		}
		const ratio = median(times.withTotal) / median(times.page);
		const isHeld = !isBound || ratio <= BOUND;
		held &&= isHeld;
		const columns = [
			`\`${query}\``,
			range,
			first[1].total,
			ms(median(times.page)),
			ms(median(times.withTotal)),
			`${ratio.toFixed(2)}x`,
			isBound ? `${BOUND}x: ${isHeld ? 'held' : 'NOT held'}` : '',
			`${ms(first[0].time)}, ${ms(first[1].time)}`,
		];
		console.log(`| ${columns.join(' | ')} |`);
	}
	open.close();
	return held;
}
