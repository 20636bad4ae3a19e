/** Lets tests decide when a search job finds what: searches with a tag in their query wait for steps. */

import type { JobSource } from '../../../server/logs/search';
import type { ScanRequest } from '../../../server/logs/store';

/** What a waiting search does next: finds so many hits, or all that are left; ends; or throws. */
export type Step = number | 'rest' | 'end' | Error;

/** Query text that makes a search wait for the steps of `tag`; it selects nothing away. */
export function gate(tag: string): string {
	return `NOT TAG = "${tag}"`;
}

const waiting = new Map<string, (step: Step) => void>();
const stopped = new Set<string>();

/** A source whose tagged searches take one snapshot at their start and give it out step by step. */
export function gated(source: JobSource<ScanRequest>): JobSource<ScanRequest> {
	return {
		...source,
		async *scan(search, signal) {
			const tag = /TAG = "(\w+)"/.exec(search.query)?.[1];
			if (tag === undefined) return yield* source.scan(search, signal);
			const found: number[] = [];
			for await (const { ids } of source.scan(search, signal)) found.push(...ids);
			// A run that was stopped before it got here must not wait in the place of the next one.
			signal.throwIfAborted();
			signal.addEventListener('abort', () => {
				stopped.add(tag);
				waiting.delete(tag);
			});
			stopped.delete(tag);
			for (;;) {
				const step = await new Promise<Step>((resolve) => waiting.set(tag, resolve));
				if (step === 'end') return;
				if (step instanceof Error) throw step;
				yield { ids: Float64Array.from(found.splice(0, step === 'rest' ? Infinity : step)) };
			}
		},
	};
}

/** The next step of `tag`; an error once the signal is aborted. */
export function gatedWait(tag: string, signal: AbortSignal): Promise<Step> {
	signal.throwIfAborted();
	stopped.delete(tag);
	return new Promise<Step>((resolve) => {
		waiting.set(tag, resolve);
		signal.addEventListener('abort', () => {
			stopped.add(tag);
			waiting.delete(tag);
			resolve(new Error('stopped'));
		});
	});
}

/** Takes one step; resolves when the search waits again, at once after its last one. */
export async function step(tag: string, next: Step): Promise<void> {
	const resolve = await reached(tag);
	waiting.delete(tag);
	resolve(next);
	if (typeof next === 'number' || next === 'rest') await reached(tag);
}

/** Whether the search of `tag` waits for a step now. */
export function isWaiting(tag: string): boolean {
	return waiting.has(tag);
}

/** Resolves when the search of `tag` waits for a step. */
export async function reached(tag: string): Promise<(step: Step) => void> {
	await until(() => waiting.has(tag), `the search ${tag} waits`);
	return waiting.get(tag) as (step: Step) => void;
}

/** Whether the last run of `tag` was told to stop. */
export function wasStopped(tag: string): boolean {
	return stopped.has(tag);
}

/** Resolves once `holds` answers true; threads answer when they do. @throws Error after 500,000 tries, eight minutes at the least: a busy machine is no failure */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
	for (let tries = 0; tries < 500_000; tries++) {
		if (await holds()) return;
		await new Promise((resolve) => (tries < 200 ? setImmediate(resolve) : setTimeout(resolve, 1)));
	}
	throw new Error(`It never came to be that ${what}`);
}
