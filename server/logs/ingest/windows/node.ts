/** Reads the parts of event XML that was turned into JSON, in the spellings of the usual converters. */
import type { JsonObject } from '../formats/json-object';

/** Keys under which converters put attributes: evtx_dump, xml2js, xml-js, fast-xml-parser, others. */
const ATTRIBUTE_KEYS = [
	'#attributes',
	'$',
	'_attributes',
	'@attributes',
	'attributes',
	'$attributes',
	'attr',
] as const;
/** Marks that converters put before an attribute's name: xmltodict, mxj, and none (Velociraptor). */
const MARKS = ['@', '-', '_', '@_', '', '#', '$'] as const;
/** Keys under which converters put an element's text. */
const TEXT_KEYS = [
	'#text',
	'_',
	'_text',
	'$t',
	'#value',
	'__text',
	'$value',
	'text',
	'Text',
	'Value',
	'value',
	'content',
	'#content',
] as const;

/** True for objects that are no lists. */
export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list's only element, or the value itself: some converters make a list of every element. */
export function single(value: unknown): unknown {
	return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

/** The child element of that name; undefined when there is none. */
export function child(node: unknown, name: string): unknown {
	const object = single(node);
	return isObject(object) && Object.hasOwn(object, name) ? single(object[name]) : undefined;
}

/** The attribute of that name, however the converter marks it; undefined when there is none. */
export function attribute(node: unknown, name: string): unknown {
	const object = single(node);
	if (!isObject(object)) return undefined;
	for (const key of ATTRIBUTE_KEYS) {
		const attributes = single(object[key]);
		if (isObject(attributes) && Object.hasOwn(attributes, name)) return attributes[name];
	}
	for (const mark of MARKS) {
		const key = `${mark}${name}`;
		const value = Object.hasOwn(object, key) ? object[key] : undefined;
		if (value !== undefined && typeof value !== 'object') return value;
	}
	return undefined;
}

/** The text of an element: the value itself, or what stands beside its attributes; undefined when it has none. */
export function textOf(node: unknown): unknown {
	const value = single(node);
	if (!isObject(value)) return value;
	for (const key of TEXT_KEYS) {
		if (value[key] !== undefined) return value[key];
	}
	return undefined;
}

/** True for keys that hold attributes or namespaces, not child elements. */
export function isMarkup(key: string): boolean {
	return (
		(ATTRIBUTE_KEYS as readonly string[]).includes(key) ||
		/^(?:[@$#-]|_attributes$|xmlns|xml_name$)/.test(key) ||
		key.endsWith('_attributes')
	);
}
