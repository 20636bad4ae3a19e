/** No parameter is for show: whatever an operation offers, its code reads. */
import { ExecuteContext } from 'n8n-core';
import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';

import { resources } from '../../../nodes/Log360/resources';
import { parametersOf, CASES, type Case, type Kind } from '../Log360/resources/every/cases';
import { contractAnswers } from '../Log360/resources/every/contract';
import { bench } from '../support/cases';
import { run } from '../support/n8n';
import type { Answerer } from '../support/scripted';
import { choicesOf, placed } from './parameters';

const b = bench();

/** Notes which parameters are read, those inside collections included. */
function watch(read: Set<string>) {
	// The public method is made in the constructor; it only hands on to this one.
	const prototype = ExecuteContext.prototype as unknown as Reader;
	const original = prototype._getNodeParameter;
	jest.spyOn(prototype, '_getNodeParameter').mockImplementation(function (
		this: Reader,
		name,
		...more
	) {
		read.add(name);
		return watched(original.call(this, name, ...more), name, read);
	});
}

interface Reader {
	_getNodeParameter(name: string, ...more: unknown[]): unknown;
}

/** The same value; reading a key of it is noted. List positions are no part of the path. */
function watched(value: unknown, path: string, read: Set<string>): unknown {
	if (typeof value !== 'object' || value === null) return value;
	return new Proxy(value, {
		get(target, key, receiver) {
			const inner: unknown = Reflect.get(target, key, receiver);
			if (typeof key !== 'string' || typeof inner === 'function') return inner;
			const isPosition = Array.isArray(target);
			const way = isPosition ? path : `${path}.${key}`;
			if (!isPosition) read.add(way);
			return watched(inner, way, read);
		},
	});
}

afterEach(() => jest.restoreAllMocks());

const propertiesOf = (name: string): readonly INodeProperties[] => {
	const [resource, operation] = name.split('/');
	const found = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	return found?.properties ?? [];
};

/** Some value for a parameter: what the case says, else one that its type allows. */
function filled(property: INodeProperties): unknown {
	switch (property.type) {
		case 'collection':
			return Object.fromEntries(
				(property.options as INodeProperties[]).map((option) => [option.name, filled(option)]),
			);
		case 'fixedCollection': {
			const [entry] = property.options as unknown as Array<{
				name: string;
				values: INodeProperties[];
			}>;
			const row = Object.fromEntries(entry.values.map((value) => [value.name, filled(value)]));
			return { [entry.name]: [row] };
		}
		case 'options':
			return choicesOf(property)[0]?.value ?? 'X1';
		case 'multiOptions':
			return [choicesOf(property)[0]?.value ?? '1'];
		case 'dateTime':
			return '2026-11-01T00:00:00Z';
		case 'boolean':
			return false;
		case 'number':
			return 1;
		case 'resourceLocator':
			return { __rl: true, mode: 'id', value: '1001' };
		default:
			return property.default === '' ? 'a1' : property.default;
	}
}

/** The least parameters, then each choice of each menu, each with all collections filled. */
function variants(entry: Case): INodeParameters[] {
	const properties = propertiesOf(entry.name);
	const collections = properties.filter(({ type }) => type === 'collection');
	const full = Object.fromEntries([
		...properties.filter(({ required }) => required).map((one) => [one.name, filled(one)]),
		...collections.map((collection) => [collection.name, filled(collection)]),
		...Object.entries(entry.parameters),
	]) as INodeParameters;
	const switches = ({ options }: INodeProperties) =>
		(options as INodeProperties[]).filter(({ type }) => type === 'boolean');
	// What only matters once something is switched on.
	const on = Object.fromEntries(
		collections.map((collection) => [
			collection.name,
			{
				...(full[collection.name] as INodeParameters),
				...Object.fromEntries(switches(collection).map(({ name }) => [name, true])),
			},
		]),
	);
	const choices = properties.flatMap((property) => {
		const values =
			property.type === 'boolean' ? [true, false] : choicesOf(property).map(({ value }) => value);
		return values.map((value) => ({ ...full, [property.name]: value }));
	});
	// Paths of the options lead nowhere here, so the other variants do without them.
	const plain = { ...full, options: { repeatTimes: true } };
	return [
		full,
		{ ...full, ...on },
		plain,
		...choices.map((one) => ({ ...one, options: { repeatTimes: true } })),
	];
}

/** The answers of the contract, with a cursor at the first page: some options matter only behind it. */
const twoPages: Answerer = async (seen, count) => {
	const reply = await contractAnswers(seen, count);
	if (!/\/(search|alerts)$/.test(seen.path) || 'cursor' in (seen.body as object)) return reply;
	return { ...reply, body: { ...(reply.body as object), cursor: 'c' } };
};

it.each(CASES)('$name', async (entry) => {
	const read = new Set<string>();
	watch(read);
	for (const kind of Object.keys(entry.requests) as Kind[]) {
		for (const parameters of variants(entry)) {
			b.answer(twoPages);
			await run(b.trial(b[kind](), parametersOf({ name: entry.name, parameters })));
		}
	}
	const paths = placed(propertiesOf(entry.name)).map(({ path }) => path);
	// A row of a fixed collection may be read by the path to its rows.
	const missing = paths.filter((path) => !read.has(path) && !isGroup(path, read));
	expect(missing).toEqual([]);
});

/** Whether something inside it was read. */
function isGroup(path: string, read: ReadonlySet<string>): boolean {
	return [...read].some((other) => other.startsWith(`${path}.`));
}

it('would notice a parameter that nobody reads', async () => {
	const read = new Set<string>();
	watch(read);
	b.answer(contractAnswers);
	const [entry] = CASES.filter(({ name }) => name === 'logField/getMany');
	const unused: IDataObject = { unused: 1 };
	await run(b.trial(b.v2(), parametersOf(entry, { options: unused as INodeParameters })));
	expect(read.has('options.timeout')).toBe(true);
	expect(read.has('options.unused')).toBe(false);
});
