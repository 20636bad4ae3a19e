/** Reads offsets of time zones as the wire carries them. */

/** Minutes east of UTC of `Z` or `+hh:mm`. */
export function offsetMinutes(zone: string): number {
	if (zone === 'Z') return 0;
	const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number);
	return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
