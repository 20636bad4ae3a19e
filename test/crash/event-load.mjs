/** The work of the crash test of the event store: events whose document follows from their number alone. */

/** Events that a store of the older layout has before the first kill: enough for a dictionary, and for many slices. */
export const OLD_EVENTS = 6_000;
/** Time of the first one, epoch ms; all lie in the three hours after it. */
const FIRST = Date.UTC(2026, 0, 1);
const SPAN = 3 * 3_600_000;

/** Event number `n`; those that are not of the older layout come in no order and lie among the older ones. */
export function eventAt(n) {
	const at = n < OLD_EVENTS ? n * 1_500 : (n * 7_919 * 1_009) % SPAN;
	return {
		time: FIRST + at,
		fields: {
			HOSTNAME: `host${n % 9}`,
			LOGTYPE: 'Unix',
			RECORDNUMBER: n,
			PROCESSID: 1_000 + ((n * 7_919) % 30_000),
			// Some that compress well, some hardly at all, some that no page holds.
			MESSAGE: `Accepted password for user${n % 50} port ${(n * 104_729) % 65_536}${noise(n)}`,
		},
	};
}

function noise(n) {
	const length = n % 97 === 0 ? 6_000 : n % 7 === 0 ? 40 : 0;
	let state = (n + 1) >>> 0;
	let text = length > 0 ? ' ' : '';
	for (let at = 0; at < length; at++) {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		text += String.fromCharCode(0x4e00 + (state >>> 20));
	}
	return text;
}
