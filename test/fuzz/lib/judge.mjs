/** Judges answers: no fault, nothing outside the document, nothing accepted that breaks a rule. */
import { deref, violation } from './validate.mjs';

/** Errors that no operation lists, because no operation was found. */
const UNLISTED = ['not_found', 'method_not_allowed'];

/** Judges the answers of one server. */
export class Judge {
	/** @param {object} document OpenAPI document */
	constructor(document) {
		this.document = document;
		this.codes = new Map(
			Object.entries(document.components.examples).map(([name, { value }]) => [
				`${name.slice(0, 3)}${value.ERROR_CODE ?? value.error.code}`,
				name.slice(3),
			]),
		);
	}

	/**
	 * @param {import('./requests.mjs').FuzzRequest} request
	 * @param {{ status: number, type: string, text: string }} answer
	 * @returns {string | undefined} what is wrong with the answer
	 */
	fault(request, { status, type, text }) {
		const { operation, kind, rule } = request;
		if (status >= 500) return `a ${status}`;
		const ok = status >= 200 && status < 300;
		if (ok && (kind === 'broken' || request.refused)) return `accepted although ${rule}`;
		const body = type.includes('json') ? parse(text) : undefined;
		if (type.includes('json') && body === undefined) return 'not JSON, though it says so';
		if (!ok) return this.errorFault(request, status, body);
		const content = deref(operation.responses['200'], this.document).content ?? {};
		const schema = content['application/json']?.schema;
		if (schema === undefined) return undefined;
		const broken = violation(schema, body, this.document);
		return broken === undefined ? undefined : `outside its schema: ${broken}`;
	}

	errorFault({ operation, url, kind }, status, body) {
		const dialect = url.startsWith('/RestAPI/') ? 'v1_' : 'v2_';
		const given = dialect === 'v1_' ? body?.ERROR_CODE : body?.error?.code;
		const code = this.codes.get(`${dialect}${given}`);
		if (code === undefined) return `${status} with no error of the catalogue: ${given}`;
		if (kind === 'hostile' && UNLISTED.includes(code)) return undefined;
		const listed = operation.responses[String(status)];
		if (listed === undefined) return `${status} ${code} is not documented for the operation`;
		const media = deref(listed, this.document).content['application/json'];
		const broken = violation(media.schema, body, this.document);
		if (broken !== undefined) return `error outside its schema: ${broken}`;
		return code in media.examples ? undefined : `${status} lists no ${code}`;
	}
}

function parse(text) {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
