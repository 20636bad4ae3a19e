/** Tells from the server's metrics how long its HTTP thread worked in one piece while a run sent it requests. */
import { send } from './server.mjs';

/** Nothing that depends on input keeps the HTTP thread busy for longer, ms of its own processor time. */
export const MOST_WORK_MS = 50;

const WORK = /^log360_event_loop_work_seconds\{quantile="1"\} (\S+)$/m;

/** Reads the metric again and again: it begins anew at each reading. */
export class Watchdog {
	/** Longest piece of work that a reading told, ms. */
	longest = 0;

	/** @param {string} url address of the server */
	constructor(url) {
		this.url = url;
	}

	/** @returns {Promise<number>} longest piece of work since the last reading, ms */
	async look() {
		const { text } = await send(this.url, { url: '/metrics', method: 'GET' });
		const seconds = WORK.exec(text)?.[1];
		if (seconds === undefined)
			throw new Error('The metrics have no log360_event_loop_work_seconds');
		const longest = Number(seconds) * 1000;
		this.longest = Math.max(this.longest, longest);
		return longest;
	}
}
