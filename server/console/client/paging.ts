/** Where a list stands: pages by position, and pages that are added to each other. */

/** A page of a list that is read by position. */
export interface Page {
	/** Number of the page, from 1. */
	readonly number: number;
	readonly size: number;
}

/** The page that an address names; what is no page is the first. */
export function pageOf(text: string | undefined, size: number): Page {
	const number = Number(text);
	return { number: Number.isSafeInteger(number) && number >= 1 ? number : 1, size };
}

/** Position of the page's first item, from 1. */
export function firstOf({ number, size }: Page): number {
	return (number - 1) * size + 1;
}

/** Number of the last page, at least 1. */
export function lastPage(total: number, size: number): number {
	return Math.max(1, Math.ceil(total / size));
}

/** `51–100 of 230`; `0 of 230` behind the end. */
export function rangeText(page: Page, shown: number, total: number): string {
	if (shown === 0) return `0 of ${total}`;
	const first = firstOf(page);
	return `${first}–${first + shown - 1} of ${total}`;
}

/** `1 run, newest first`, `3 runs, newest first`: the plural noun is the last word before a comma. */
export function nounFor(count: number, plural: string): string {
	if (count !== 1) return plural;
	return plural.replace(/(?<!\w)(\w+?)(ies|s)(?=,|$)/, (_, stem: string, end: string) =>
		end === 'ies' ? `${stem}y` : stem,
	);
}

/** What one call of a list gave. */
export interface Batch<T> {
	readonly items: readonly T[];
	/** Asks for what follows; absent at the end. */
	readonly next?: string | undefined;
	/** Items in all, when the server says so. */
	readonly total?: number | undefined;
}

/** A list that grows by batches and is shown in steps, because a batch may be a thousand rows. */
export class Growing<T> {
	private readonly items: T[] = [];
	private visible = 0;
	private next: string | undefined;
	private total: number | undefined;

	/** @param step rows that are added to the view at a time */
	constructor(private readonly step: number) {}

	/** Takes a batch and shows its beginning. @returns the items to add to the view */
	take(batch: Batch<T>): readonly T[] {
		this.items.push(...batch.items);
		this.next = batch.next;
		this.total = batch.total ?? this.total;
		return this.reveal();
	}

	/** Shows more of what is there. @returns the items to add to the view */
	reveal(): readonly T[] {
		const added = this.items.slice(this.visible, this.visible + this.step);
		this.visible += added.length;
		return added;
	}

	/** What "more" would do: show what is there, ask the server, or nothing. */
	get more(): 'reveal' | 'load' | 'none' {
		if (this.visible < this.items.length) return 'reveal';
		return this.next === undefined ? 'none' : 'load';
	}

	/** The key of the next call. */
	get cursor(): string | undefined {
		return this.next;
	}

	get shown(): number {
		return this.visible;
	}

	/** `100 of 2,300`, `100 and more`, `7`. */
	get summary(): string {
		const shown = this.visible.toLocaleString('en');
		if (this.total !== undefined && this.total > this.visible)
			return `${shown} of ${this.total.toLocaleString('en')}`;
		return this.more === 'none' ? shown : `${shown} and more`;
	}
}
