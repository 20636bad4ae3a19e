/** One day as an own time range, and its ends in epoch milliseconds. */

export const custom = {
	timeRange: 'custom',
	startTime: '2026-11-01T00:00:00Z',
	endTime: '2026-11-02T00:00:00Z',
};
export const FROM = Date.UTC(2026, 10, 1);
export const TO = Date.UTC(2026, 10, 2);
