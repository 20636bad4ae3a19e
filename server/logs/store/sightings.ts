/** The log sources of a batch: when they sent, how often, from which address. */
import type { FieldValue, LogEvent } from '../events';

/** A log source as one batch saw it. */
export interface SourceSighting {
	readonly name: string;
	readonly logType: string;
	ip: string;
	firstSeen: number;
	lastSeen: number;
	events: number;
}

/** The log type of an event. @param value of its LOGTYPE */
export function logTypeOf(value: FieldValue | undefined): string {
	return String(value ?? 'Syslog Device');
}

/** Gathers the sources of a batch. */
export class Sightings {
	/** All of them in the order of their first events. */
	readonly all: SourceSighting[] = [];
	/** Places by name as it was spelled, and without case. */
	private readonly spelled = new Map<string, number>();
	private readonly places = new Map<string, number>();

	/** Adds an event; returns the place of its source. */
	add({ time, fields }: LogEvent): number {
		const name = String(fields['HOSTNAME'] ?? 'unknown');
		return this.see(name, time, logTypeOf(fields['LOGTYPE']), fields['DEVICEIP']);
	}

	/** The same of an event whose values are known. @param address its DEVICEIP */
	see(name: string, time: number, logType: string, address: FieldValue | undefined): number {
		let place = this.spelled.get(name);
		if (place === undefined) {
			place = this.place(name, time, logType);
			this.spelled.set(name, place);
		}
		const sighting = this.all[place] as SourceSighting;
		if (typeof address === 'string') sighting.ip = address;
		if (time < sighting.firstSeen) sighting.firstSeen = time;
		if (time > sighting.lastSeen) sighting.lastSeen = time;
		sighting.events++;
		return place;
	}

	private place(name: string, time: number, logType: string): number {
		const key = name.toLowerCase();
		let place = this.places.get(key);
		if (place !== undefined) return place;
		place = this.all.length;
		this.places.set(key, place);
		this.all.push({ name, logType, ip: '', firstSeen: time, lastSeen: time, events: 0 });
		return place;
	}
}
