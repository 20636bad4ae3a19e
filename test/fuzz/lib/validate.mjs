/** A JSON Schema validator for what the OpenAPI document uses; the judge that does not share code with the server. */

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

const TYPES = {
	object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
	array: Array.isArray,
	string: (value) => typeof value === 'string',
	number: (value) => typeof value === 'number',
	integer: Number.isInteger,
	boolean: (value) => typeof value === 'boolean',
	null: (value) => value === null,
};

/**
 * @param {object} schema JSON schema
 * @param {unknown} value
 * @param {object} document where references lead
 * @param {string} at path for the message
 * @returns {string | undefined} the first rule that is broken
 */
export function violation(schema, value, document, at = '$') {
	const rules = deref(schema, document);
	if (rules === true || Object.keys(rules).length === 0) return undefined;
	const types = rules.type === undefined ? [] : [rules.type].flat();
	if (types.length > 0 && !types.some((type) => TYPES[type](value))) {
		return `${at}: not ${types.join(' or ')}: ${JSON.stringify(value)?.slice(0, 80)}`;
	}
	return (
		valueRules(rules, value, at) ??
		combinations(rules, value, document, at) ??
		(TYPES.object(value) ? objectRules(rules, value, document, at) : undefined) ??
		(Array.isArray(value) ? arrayRules(rules, value, document, at) : undefined)
	);
}

/** Follows a reference. */
export function deref(schema, document) {
	if (schema?.$ref === undefined) return schema;
	const target = schema.$ref
		.split('/')
		.slice(1)
		.reduce((node, key) => node?.[key], document);
	if (target === undefined) throw new Error(`The document has no ${schema.$ref}`);
	return deref(target, document);
}

function valueRules(rules, value, at) {
	if (rules.const !== undefined && value !== rules.const) return `${at}: not ${rules.const}`;
	if (rules.enum !== undefined && !rules.enum.includes(value)) return `${at}: not in the enum`;
	if (typeof value === 'number') {
		if (value < rules.minimum || value <= rules.exclusiveMinimum) return `${at}: too small`;
		if (value > rules.maximum || value >= rules.exclusiveMaximum) return `${at}: too large`;
	}
	if (typeof value === 'string') {
		if (value.length < rules.minLength) return `${at}: too short`;
		if (value.length > rules.maxLength) return `${at}: too long`;
		if (rules.pattern !== undefined && !new RegExp(rules.pattern).test(value)) {
			return `${at}: does not match ${rules.pattern}`;
		}
		if (rules.format === 'date-time' && !DATE_TIME.test(value)) return `${at}: no date-time`;
	}
	return undefined;
}

function combinations(rules, value, document, at) {
	const fits = (schema) => violation(schema, value, document, at) === undefined;
	if (rules.anyOf && !rules.anyOf.some(fits)) return `${at}: fits none of anyOf`;
	if (rules.oneOf && rules.oneOf.filter(fits).length !== 1) return `${at}: fits not one of oneOf`;
	if (rules.not && fits(rules.not)) return `${at}: is what must not be`;
	for (const schema of rules.allOf ?? []) {
		const broken = violation(schema, value, document, at);
		if (broken !== undefined) return broken;
	}
	return undefined;
}

function objectRules(rules, value, document, at) {
	const missing = rules.required?.find((key) => !Object.hasOwn(value, key));
	if (missing !== undefined) return `${at}.${missing}: missing`;
	for (const [key, item] of Object.entries(value)) {
		const known = rules.properties && Object.hasOwn(rules.properties, key);
		const schema = known ? rules.properties[key] : (rules.additionalProperties ?? true);
		if (schema === false) return `${at}.${key}: unknown key`;
		const broken = schema === true ? undefined : violation(schema, item, document, `${at}.${key}`);
		if (broken !== undefined) return broken;
	}
	return undefined;
}

function arrayRules(rules, value, document, at) {
	if (value.length < rules.minItems) return `${at}: too few entries`;
	if (value.length > rules.maxItems) return `${at}: too many entries`;
	if (rules.items === undefined) return undefined;
	for (const [index, item] of value.entries()) {
		const broken = violation(rules.items, item, document, `${at}[${index}]`);
		if (broken !== undefined) return broken;
	}
	return undefined;
}
