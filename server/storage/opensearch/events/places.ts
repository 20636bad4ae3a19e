/** Where events lie: an index for each day, and one for times that are far from when their events arrived. */
import { IDS_PER_MS } from '../../../logs/events';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Older events, and those of a later time, than so many days from their arrival share one index: senders choose times. */
const OLDEST_DAYS = 400;
const LATEST_DAYS = 2;

/** Names of the indices of one installation. */
export class Places {
	/** All indices with events. */
	readonly events: string;
	/** What is known of sources, fields and log types. */
	readonly catalogue: string;
	/** The index of events whose time is far from their arrival. */
	readonly other: string;

	/** @param prefix lower case letters, digits and dashes */
	constructor(readonly prefix: string) {
		if (!/^[a-z0-9][a-z0-9-]{0,99}$/.test(prefix))
			throw new Error(
				`"${prefix}" is no prefix of index names: lower case letters, digits and dashes, at most 100`,
			);
		this.events = `${prefix}-events-*`;
		this.catalogue = `${prefix}-catalogue`;
		this.other = `${prefix}-events-other`;
	}

	/** The index that an event goes to. @param now when it arrived, epoch ms */
	indexFor(id: number, now: number): string {
		const days = Math.floor(now / DAY_MS) - dayOf(id);
		return days > OLDEST_DAYS || days < -LATEST_DAYS ? this.other : this.dayIndex(id);
	}

	/** The indices that may have an event. */
	indicesOf(id: number): readonly string[] {
		return [this.dayIndex(id), this.other];
	}

	/** The day of an index of a day, its start in epoch ms; undefined of any other index. */
	dayOfIndex(name: string): number | undefined {
		const start = `${this.prefix}-events-`;
		const day = name.startsWith(start) ? name.slice(start.length).replaceAll('.', '-') : '';
		return /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : undefined;
	}

	private dayIndex(id: number): string {
		const day = new Date(dayOf(id) * DAY_MS).toISOString().slice(0, 10);
		return `${this.prefix}-events-${day.replaceAll('-', '.')}`;
	}
}

function dayOf(id: number): number {
	return Math.floor(id / IDS_PER_MS / DAY_MS);
}
