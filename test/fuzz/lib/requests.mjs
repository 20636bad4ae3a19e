/** Makes the requests: good ones, ones that break a rule, and hostile ones. */
import { broken } from './break.mjs';
import { LINES } from './texts.mjs';
import { violation } from './validate.mjs';

/**
 * A request to be sent.
 *
 * @typedef {object} FuzzRequest
 * @property {object} operation - of the document, with `path`, `method` and `id`
 * @property {object} parts - values of path, query and body
 * @property {'valid' | 'broken' | 'hostile'} kind
 * @property {string} [rule] - what is wrong with it
 * @property {string} url - path and query
 * @property {string} method
 * @property {Record<string, string>} headers
 * @property {string} [body]
 */

/** Makes requests of the operations of one document. */
export class RequestMaker {
	/** @param {{ prng: object, generator: object, document: object, tokens: { v1: string, v2: string } }} options */
	constructor(options) {
		Object.assign(this, options);
	}

	/** @returns {FuzzRequest | undefined} */
	make(operation) {
		const { prng } = this;
		const parts = this.validParts(operation);
		if (parts === undefined) return undefined;
		const kind = prng.weighted([
			[70, 'valid'],
			[20, 'broken'],
			[10, 'hostile'],
		]);
		if (kind === 'broken') return this.broken(operation, parts);
		const request = this.assemble(operation, parts, 'valid');
		return kind === 'hostile' ? this.hostile(request) : request;
	}

	/** Values of path, query and body that keep every rule of the document. */
	validParts({ id, parameters = [], bodySchema, textBody }) {
		const { prng, generator } = this;
		const parts = { path: {}, query: {}, body: undefined };
		for (const { in: where, name, schema, required } of parameters) {
			if (!required && prng.chance(0.5)) continue;
			const value = generator.value(schema, id, name);
			if (value !== undefined) parts[where][name] = value;
			else if (required) return undefined;
		}
		if (bodySchema !== undefined) {
			parts.body = generator.value(bodySchema, id);
			if (parts.body === undefined) return undefined;
		}
		if (textBody) {
			parts.text = Array.from({ length: prng.between(0, 6) }, () => prng.pick(LINES)).join('\n');
		}
		return parts;
	}

	broken(operation, parts) {
		const { prng, document } = this;
		const places = operation.parameters.filter(({ in: where, name }) => name in parts[where]);
		if (parts.body !== undefined && (places.length === 0 || prng.chance(0.7))) {
			const found = broken(operation.bodySchema, parts.body, document, prng);
			if (found === undefined) return undefined;
			const request = this.assemble(operation, { ...parts, body: found.value }, 'broken');
			return { ...request, rule: found.rule };
		}
		if (places.length === 0) return undefined;
		const { in: where, name, schema } = prng.pick(places);
		const wrong = prng.pick(['', 'no such word', '-1', '1.5', '1e3', '99999999999999999999', ' ']);
		// In an address everything is text, and an empty path segment makes another path.
		const read = /^\d{1,16}$/.test(wrong) ? Number(wrong) : wrong;
		if (violation(schema, read, document) === undefined) return undefined;
		if (violation(schema, wrong, document) === undefined) return undefined;
		if (where === 'path' && wrong.trim() === '') return undefined;
		const changed = { ...parts, [where]: { ...parts[where], [name]: wrong } };
		return { ...this.assemble(operation, changed, 'broken'), rule: `${name}=${wrong}` };
	}

	hostile(request) {
		const { prng, tokens } = this;
		const { headers, url, body } = request;
		const with_ = (change, rule, refused = true) => ({
			...request,
			...change,
			kind: 'hostile',
			rule,
			refused,
		});
		const other = headers.authorization?.endsWith(tokens.v1) ? tokens.v2 : tokens.v1;
		const scoped = request.operation.scope !== undefined;
		return prng.pick([
			() => with_({ headers: { ...headers, authorization: '' } }, 'no token', scoped),
			() => with_({ headers: { ...headers, authorization: 'Bearer x' } }, 'bad token', scoped),
			() => with_({ headers: { ...headers, authorization: `Bearer ${other}` } }, 'other', scoped),
			() => with_({ method: 'PATCH' }, 'wrong method'),
			() => with_({ url: `${url.split('?')[0]}/no/such/path` }, 'wrong path'),
			() => with_({ url: `${url}${url.includes('?') ? '&' : '?'}from=1&from=2` }, 'twice', false),
			() => with_({ url: `${url}${url.includes('?') ? '&' : '?'}%ZZ=%` }, 'bad escape', false),
			() => with_({ body: '{"a":', ...asJson(headers) }, 'torn JSON', takesBody(request)),
			() => with_({ body: '"text"', ...asJson(headers) }, 'JSON text', takesBody(request)),
			() => with_({ body: '[]', ...asJson(headers) }, 'JSON array', takesBody(request)),
			() => with_({ body: deepJson(), ...asJson(headers) }, 'deep JSON', false),
			() => with_({ body: `{"__proto__":{"a":1}}`, ...asJson(headers) }, 'prototype', false),
			() => with_({ headers: { ...headers, 'content-type': 'text/html' }, body }, 'type', false),
			() => with_({ headers: { ...headers, 'content-encoding': 'gzip' }, body }, 'gzip', false),
		])();
	}

	/** @returns {FuzzRequest} */
	assemble(operation, parts, kind) {
		const path = operation.path.replace(/\{(\w+)\}/g, (_, name) =>
			encodeURIComponent(wellFormed(parts.path[name])),
		);
		const query = Object.entries(parts.query)
			.map(([key, value]) => `${key}=${encodeURIComponent(wellFormed(value))}`)
			.join('&');
		const token = operation.path.startsWith('/RestAPI/') ? this.tokens.v1 : this.tokens.v2;
		const headers = { authorization: `Bearer ${token}` };
		const body = parts.text ?? (parts.body === undefined ? undefined : JSON.stringify(parts.body));
		if (body !== undefined) {
			headers['content-type'] = parts.text === undefined ? 'application/json' : 'text/plain';
		}
		const url = query === '' ? path : `${path}?${query}`;
		return { operation, parts, kind, url, method: operation.method.toUpperCase(), headers, body };
	}
}

const takesBody = ({ operation }) => operation.bodySchema !== undefined;

const asJson = (headers) => ({ headers: { ...headers, 'content-type': 'application/json' } });

const deepJson = () => `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;

/** Addresses are UTF-8, which has no lone surrogates. */
const wellFormed = (value) => String(value).toWellFormed();
