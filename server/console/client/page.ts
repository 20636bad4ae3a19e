/** What a page of the console is, and what it is given. */
import type { QueryValues } from './hash.js';

/** What a page works with. */
export interface PageContext {
	/** Empty; the page fills it. */
	readonly root: HTMLElement;
	/** Parameters of the address. */
	readonly parameters: Readonly<Record<string, string>>;
	readonly query: Readonly<Record<string, string>>;
	/** Aborted when the page is left. */
	readonly signal: AbortSignal;
	/** Goes to another address. */
	readonly go: (hash: string) => void;
	/** Opens the same page with another query; empty values are left out. */
	readonly filter: (query: QueryValues) => void;
	/** Shows the page again, with fresh data. */
	readonly reload: () => void;
}

/** Fills the page; an error that it throws is shown in its place. */
export type Page = (context: PageContext) => Promise<void> | void;

/** The module of a page. */
export interface PageModule {
	readonly page: Page;
}

/** Does something every `ms` until the page is left. The next round waits for the one before. */
export function every(ms: number, signal: AbortSignal, work: () => Promise<void> | void): void {
	const timer = setTimeout(() => {
		void Promise.resolve(document.hidden ? undefined : work())
			.catch(() => undefined)
			.finally(() => {
				if (!signal.aborted) every(ms, signal, work);
			});
	}, ms);
	signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}
