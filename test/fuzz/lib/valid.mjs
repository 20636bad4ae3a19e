/** Makes values that a schema accepts, out of what earlier answers told, examples, limits and awkward texts. */
import { PATTERNS, QUERIES, TEXTS } from './texts.mjs';
import { deref, violation } from './validate.mjs';

const DAY_MS = 24 * 60 * 60 * 1000;
const ATTEMPTS = 25;

/** Makes values of one document. */
export class Generator {
	/**
	 * @param {import('./prng.mjs').Prng} prng
	 * @param {import('./pool.mjs').Pool} pool
	 * @param {object} document
	 */
	constructor(prng, pool, document) {
		Object.assign(this, { prng, pool, document });
		this.now = Date.UTC(2026, 10, 23);
	}

	/** A value of the schema, or undefined when none came up. */
	value(schema, operationId, key = '') {
		for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
			const made = this.make(schema, operationId, key);
			if (violation(schema, made, this.document) === undefined) return made;
		}
		return undefined;
	}

	make(schema, operationId, key) {
		const rules = deref(schema, this.document);
		const { prng } = this;
		const known = this.pool.draw(prng, operationId, key);
		const plain = rules.type !== 'object' && rules.type !== 'array';
		if (plain && known !== undefined && prng.chance(0.75)) return known;
		if (plain && rules.example !== undefined && prng.chance(0.2)) return rules.example;
		if (rules.const !== undefined) return rules.const;
		if (rules.enum !== undefined) return prng.pick(rules.enum);
		if (rules.type === undefined && (rules.anyOf ?? rules.oneOf)) {
			return this.make(prng.pick(rules.anyOf ?? rules.oneOf), operationId, key);
		}
		switch ([rules.type].flat()[0]) {
			case 'object':
				return this.object(rules, operationId);
			case 'array':
				return this.array(rules, operationId, key);
			case 'integer':
			case 'number':
				return this.number(rules);
			case 'boolean':
				return prng.chance(0.5);
			case 'string':
				return this.string(rules, key);
			default:
				return prng.pick([1, 'text', true, { a: 1 }]);
		}
	}

	object(rules, operationId) {
		const { prng } = this;
		const branch = rules.anyOf ? prng.pick(rules.anyOf) : {};
		const required = new Set([...(rules.required ?? []), ...(branch.required ?? [])]);
		const share = prng.pick([0, 0.3, 1]);
		const made = {};
		for (const [key, schema] of Object.entries(rules.properties ?? {})) {
			if (!required.has(key) && (key === 'cursor' || !prng.chance(share))) continue;
			made[key] = this.make(schema, operationId, key);
		}
		// A cursor goes alone: all it continues is in it.
		return required.has('cursor') ? { cursor: made.cursor } : made;
	}

	array(rules, operationId, key) {
		const { prng } = this;
		const most = Math.min(rules.maxItems ?? 5, prng.chance(0.03) ? 120 : 4);
		const length = prng.between(rules.minItems ?? 0, Math.max(rules.minItems ?? 0, most));
		return Array.from({ length }, () => this.make(rules.items ?? {}, operationId, key));
	}

	number({ minimum = 0, maximum = 1e6 }) {
		const { prng } = this;
		return prng.weighted([
			[5, prng.between(minimum, Math.min(maximum, minimum + 20))],
			[1, minimum],
			[1, maximum],
			[2, this.now - prng.between(0, 3) * DAY_MS],
		]);
	}

	string(rules, key) {
		const { prng } = this;
		if (rules.format === 'date-time') return this.dateTime(key);
		if (key === 'query') return prng.pick(QUERIES);
		if (key === 'pattern') return prng.pick(PATTERNS);
		if (rules.pattern === '^\\d{1,16}$') return String(prng.between(0, 50));
		const most = rules.maxLength ?? 100;
		return prng.weighted([
			[10, prng.pick(TEXTS).slice(0, most)],
			[10, `made ${prng.between(1, 400)}`.slice(0, most)],
			[1, 'x'.repeat(Math.min(most, 70_000))],
			[1, 'y'.repeat(rules.minLength ?? 0)],
		]);
	}

	/** Mostly a start before its end, sometimes at the ends of time. */
	dateTime(key) {
		const { prng } = this;
		if (prng.chance(0.03)) return prng.pick(['1970-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z']);
		const days = key === 'end_time' ? prng.between(-1, 1) : prng.between(-5, -1);
		const text = new Date(this.now + days * DAY_MS).toISOString();
		return prng.chance(0.2) ? text.replace('Z', '+05:30') : text;
	}
}
