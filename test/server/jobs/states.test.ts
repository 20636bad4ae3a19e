/** Every pair of states: which changes are allowed, and that all others are refused. */
import {
	assertTransition,
	canTransition,
	isActive,
	JOB_STATES,
	nextStates,
} from '../../../server/jobs/states';

const ALLOWED = new Set([
	'QUEUED>RUNNING',
	'QUEUED>CANCELLED',
	'RUNNING>QUEUED',
	'RUNNING>SUCCESS',
	'RUNNING>FAILED',
	'RUNNING>CANCELLED',
	'SUCCESS>EXPIRED',
	'FAILED>EXPIRED',
	'CANCELLED>EXPIRED',
]);
const PAIRS = JOB_STATES.flatMap((from) => JOB_STATES.map((to) => [from, to] as const));

test('there are 36 pairs, 9 of them transitions', () => {
	expect(PAIRS).toHaveLength(36);
	expect(PAIRS.filter(([from, to]) => canTransition(from, to))).toHaveLength(ALLOWED.size);
});

test.each(PAIRS)('%s → %s', (from, to) => {
	if (ALLOWED.has(`${from}>${to}`)) {
		expect(() => assertTransition('J', from, to)).not.toThrow();
		expect(nextStates(from)).toContain(to);
		return;
	}
	expect(() => assertTransition('J', from, to)).toThrow(
		expect.objectContaining({
			code: 'JOB_ILLEGAL_TRANSITION',
			message: expect.stringContaining(`Job J cannot go from ${from} to ${to} (`),
		}),
	);
});

test('the error names what is allowed', () => {
	expect(() => assertTransition('J', 'QUEUED', 'SUCCESS')).toThrow('allowed: RUNNING, CANCELLED');
	expect(() => assertTransition('J', 'EXPIRED', 'QUEUED')).toThrow('it is final');
});

test('every state but EXPIRED can reach EXPIRED', () => {
	const reach = (from: (typeof JOB_STATES)[number], seen = new Set([from])): typeof seen => {
		for (const to of nextStates(from)) if (!seen.has(to)) reach(to, seen.add(to));
		return seen;
	};
	for (const state of JOB_STATES) expect(reach(state)).toContain('EXPIRED');
});

test('queued and running jobs are active', () => {
	expect(JOB_STATES.filter(isActive)).toEqual(['QUEUED', 'RUNNING']);
});
