/** The work of the crash test of the event store: events whose document follows from their number alone. */

/** Numbers from `from` to before `until` of events that a store has before the first kill. */
export const SHORT = { from: 0, until: 4_200 };
export const FIRST_KIND = { from: 10_000, until: 10_850 };
export const SECOND_KIND = { from: 10_850, until: 11_950 };
/** Numbers of events that arrive between kills. */
export const ARRIVING = 20_000;
/** Numbers from here on arrived long ago and are removed by age; first those that a store has before the first kill. */
export const DOOMED = { from: 900_000, until: 900_250 };
/** Age at which they are, ms, and when they arrived. */
export const LIMITS = { ageMs: 3_600_000, bytes: null };
export const LONG_AGO = Date.UTC(2026, 0, 1);
/** Blocks of columns become whole early here, and hours of an older layout take several steps. */
export const COLUMN_SIZES = { whole: 300, step: 60 };

/** Time of the first one, epoch ms; all lie in the six hours after it, those that go in the days before it. */
const FIRST = Date.UTC(2026, 0, 1);
const SPAN = 6 * 3_600_000;

/** Texts that all events of a kind have, and no others. */
const KINDS = Array.from({ length: 3 }, (_, kind) => {
	const random = numbers(kind + 1);
	return Array.from({ length: 90 }, () => Math.floor(random() * 36 ** 7).toString(36)).join(' ');
});

/** Whether event `n` is one that retention removes. */
export const isDoomed = (n) => n >= DOOMED.from;

/** Event number `n`; those that arrive come in no order and lie among the older ones. */
export function eventAt(n) {
	const kind = n < FIRST_KIND.from ? 0 : n < SECOND_KIND.from ? 1 : n < ARRIVING ? 2 : n % 3;
	return {
		time: timeOf(n),
		fields: {
			HOSTNAME: `host${n % 9}`,
			LOGTYPE: 'Unix',
			RECORDNUMBER: n,
			PROCESSID: 1_000 + ((n * 7_919) % 30_000),
			// Some that compress well, some hardly at all, some that no page holds.
			MESSAGE:
				`Accepted password for user${n % 50} port ${(n * 104_729) % 65_536}${noise(n)}` +
				(n < FIRST_KIND.from ? '' : ` ${KINDS[kind]}`),
		},
	};
}

function timeOf(n) {
	if (isDoomed(n)) return FIRST - 100 * 3_600_000 + ((n * 7_919 * 1_009) % (4 * 3_600_000));
	const time = (n < ARRIVING ? (n % 10_000) * 5_000 : n * 7_919 * 1_009) % SPAN;
	// Dozens in one millisecond, more than have dense rows in the index.
	return FIRST + (n % 3 === 0 ? time - (time % 600_000) : time);
}

function noise(n) {
	const length = n % 197 === 0 ? 6_000 : n % 7 === 0 ? 40 : 0;
	if (length === 0) return '';
	const random = numbers(n + 1);
	let text = ' ';
	for (let at = 0; at < length; at++)
		text += String.fromCharCode(0x4e00 + Math.floor(random() * 4_096));
	return text;
}

function numbers(seed) {
	let state = seed >>> 0;
	return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}
