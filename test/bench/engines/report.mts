/** The comparison as Markdown, ready for the page of benchmarks. */
import type { Cost } from './measure.mts';

/** A column: an engine. The first one is what the others are compared with. */
export interface Column {
	readonly id: string;
	readonly name: string;
	/** Whether it ended before all was measured: what is missing of it says so. */
	readonly hasEnded?: boolean;
}

const ENDED = 'ended';

/** A row of queries: what was asked, how many hits the first engine found, and what it cost each. */
export interface QueryRow {
	readonly what: string;
	readonly hits: number | undefined;
	readonly costs: ReadonlyMap<string, Cost>;
}

/** Milliseconds as a table shows them: no more digits than mean something. */
export function milliseconds(value: number): string {
	return value < 10 ? value.toFixed(1) : String(Math.round(value));
}

/** A number with separators of thousands. */
export const count = (value: number): string => value.toLocaleString('en-US');

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Times at the client with processor times of the engine behind them, and how the quickest other compares. */
export function queryTable(
	head: string,
	[ours, ...others]: readonly Column[],
	rows: readonly QueryRow[],
	comparison = 'quickest other to ours',
): string {
	if (ours === undefined) return '';
	return table(
		[
			head,
			'hits',
			...[ours, ...others].map(({ name }) => name),
			...(others.length > 0 ? [comparison] : []),
		],
		rows.map(({ what, hits, costs }) => [
			what,
			hits === undefined ? '' : count(hits),
			...[ours, ...others].map((column) => shown(costs.get(column.id), column)),
			...(others.length > 0 ? [quickest(ours, others, costs)] : []),
		]),
	);
}

/** One line a figure, with each engine's ratio to the first. */
export function figureTable(
	columns: readonly Column[],
	rows: readonly (readonly [
		what: string,
		figures: ReadonlyMap<string, number>,
		show: (figure: number) => string,
	])[],
): string {
	return table(
		['what', ...columns.map(({ name }) => name)],
		rows.map(([what, figures, show]) => [
			what,
			...columns.map(({ id, hasEnded }, place) => {
				const [figure, first] = [figures.get(id), figures.get(columns[0]!.id)];
				if (figure === undefined) return hasEnded === true ? ENDED : '';
				return place === 0 ? show(figure) : `${show(figure)} (${ratio(figure, first)})`;
			}),
		]),
	);
}

function shown(cost: Cost | undefined, { hasEnded = false }: Column): string {
	if (cost === undefined) return hasEnded ? ENDED : '';
	return `${milliseconds(cost.time)} (${milliseconds(cost.processor)}) ms`;
}

function quickest(
	ours: Column,
	others: readonly Column[],
	costs: ReadonlyMap<string, Cost>,
): string {
	const own = costs.get(ours.id);
	const best = others
		.flatMap(({ id, name }) => {
			const cost = costs.get(id);
			return cost === undefined ? [] : [{ name, cost }];
		})
		.sort((one, other) => one.cost.time - other.cost.time)[0];
	if (own === undefined || best === undefined) return '';
	const ratios = `${ratio(best.cost.time, own.time)} (${ratio(best.cost.processor, own.processor)})`;
	return others.length > 1 ? `${ratios}, ${best.name.split(' ')[0]}` : ratios;
}

/** A ratio; none where the divisor is below what can be measured. */
function ratio(value: number, to: number | undefined): string {
	return to === undefined || to <= 0 ? '–' : `${(value / to).toFixed(2)}x`;
}
