/** The crash test's work: jobs whose right outcome follows from their payload alone. */
import { createHash } from 'node:crypto';

/** Random numbers in [0, 1) that repeat for the same seed (mulberry32). */
export function seeded(seed) {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** A random job to submit. */
export function makeSubmission(random, key) {
	const kind = pick(random, ['search', 'search', 'search', 'export', 'workflow', 'delivery']);
	const seed = Math.floor(random() * 1e6);
	const payload = {
		search: () => ({ seed, hits: pick(random, [0, 3, 999, 1000, 2500, 40_000]), batch: 700 }),
		export: () => ({ seed, lines: pick(random, [1, 50, 4000]) }),
		workflow: () => ({ seed, steps: pick(random, [1, 3, 8]) }),
		delivery: () => ({ seed, failures: pick(random, [0, 1, 2, 99]) }),
	}[kind]();
	return { kind, owner: pick(random, ['ann', 'bob', 'cyd']), payload, key };
}

/** Hit number `n` of a search. */
export function hitId(seed, n) {
	return 1_700_000_000_000_000 + seed * 1e6 - n * 7;
}

/** Number of results a job must have when it has succeeded. */
export function expectedHits({ kind, payload }) {
	if (kind === 'search') return payload.hits;
	return kind === 'workflow' ? payload.steps * 3 : 0;
}

/** State a job must end in if nobody deletes it. */
export function expectedState({ kind, payload }) {
	return kind === 'delivery' && payload.failures === 99 ? 'FAILED' : 'SUCCESS';
}

/** Result a successful job must have. */
export function expectedResult({ kind, payload }) {
	if (kind === 'search') return { hits: payload.hits };
	if (kind === 'workflow') return { steps: payload.steps };
	if (kind === 'delivery') return { delivered: payload.seed };
	const content = [...exportLines(payload)].join('');
	return {
		name: `${payload.seed}.csv`,
		contentType: 'text/csv',
		size: content.length,
		sha256: createHash('sha256').update(content).digest('hex'),
	};
}

/** The lines of an export. */
export function* exportLines({ seed, lines }) {
	for (let n = 0; n < lines; n++) yield `${seed},${n},${'evidence '.repeat(n % 5)}\n`;
}

/** One of several, by chance. */
export function pick(random, choice) {
	return choice[Math.floor(random() * choice.length)];
}
