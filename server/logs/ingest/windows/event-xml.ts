/** Windows event XML: one `<Event>` element, read into the object that converters to JSON make of it. */
import { SaxesParser } from 'saxes';
import type { JsonObject } from '../formats/json-object';
import { type FlatEvent, newFlat } from './event-object';

/** Deeper than any event; beyond it the text is no event. */
const MAX_DEPTH = 32;
const MAX_NODES = 5_000;

interface Node {
	readonly children: FlatEvent;
	text: string;
}

/**
 * Reads the first element of `text`. Attributes stand under `$`, text beside attributes or children under `#text`, repeated elements
 * in a list, and an element of text alone is that text. Entities are the five of XML and numbers: there are no document types.
 *
 * @throws {Error} when the text is not well-formed XML, or larger than an event can be
 */
export function readEventXml(text: string): JsonObject {
	const root: Node = { children: newFlat(), text: '' };
	const stack: Node[] = [root];
	let nodes = 0;
	const parser = new SaxesParser({ fragment: true });
	parser.on('error', (error) => {
		throw error;
	});
	parser.on('opentag', ({ name, attributes }) => {
		if (stack.length > MAX_DEPTH || ++nodes > MAX_NODES)
			throw new Error('more elements than an event has');
		const node: Node = { children: newFlat(), text: '' };
		if (Object.keys(attributes).length > 0) node.children.$ = attributes;
		stack.push(node);
		parents.push(localName(name));
	});
	const parents: string[] = [];
	const add = (value: string) => {
		stack.at(-1)!.text += value;
	};
	parser.on('text', add);
	parser.on('cdata', add);
	parser.on('closetag', () => {
		const node = stack.pop()!;
		append(stack.at(-1)!.children, parents.pop()!, finished(node));
	});
	parser.write(text).close();
	return root.children;
}

/** The element's name without its namespace's prefix. */
function localName(name: string): string {
	return name.slice(name.indexOf(':') + 1);
}

function finished(node: Node): unknown {
	if (Object.keys(node.children).length === 0) return node.text;
	if (node.text.trim() !== '') node.children['#text'] = node.text;
	return node.children;
}

function append(parent: FlatEvent, name: string, value: unknown): void {
	const before = parent[name];
	if (before === undefined) parent[name] = value;
	else if (Array.isArray(before)) before.push(value);
	else parent[name] = [before, value];
}
