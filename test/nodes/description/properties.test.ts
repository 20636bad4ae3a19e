/** Rules for parameters that no linter checks: names, texts, defaults, pickers, and what is shown when. */
import { NodeHelpers, type INode, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import { choicesOf, NODES, placed } from './parameters';

/** Small words of titles, and names that have capitals of their own. */
const SMALL = new Set([
	'a',
	'an',
	'and',
	'as',
	'at',
	'by',
	'for',
	'in',
	'of',
	'on',
	'or',
	'the',
	'to',
	'with',
	'without',
]);

function isTitleCase(title: string): boolean {
	return title
		.replace(/[()]/g, ' ')
		.split(/\s+/)
		.filter(Boolean)
		.every((word, index) => /^[A-Z0-9]/.test(word) || (index > 0 && SMALL.has(word)));
}

describe.each(NODES)('$name', ({ description, methods }) => {
	const all = placed(description.properties);
	const withText = all.filter(({ property }) => property.type !== 'notice');
	const paths = (faults: typeof all) => faults.map(({ path }) => path);

	it('writes display names in Title Case', () => {
		expect(paths(withText.filter(({ property }) => !isTitleCase(property.displayName)))).toEqual(
			[],
		);
	});

	it('writes the names of choices in Title Case', () => {
		const names = all.flatMap(({ path, property }) =>
			choicesOf(property).map(({ name }) => ({ path, name })),
		);
		const methodsOfHttp = ['DELETE', 'GET', 'POST', 'PUT'];
		expect(names.filter(({ name }) => !isTitleCase(name) && !methodsOfHttp.includes(name))).toEqual(
			[],
		);
	});

	it('writes parameter names in camel case', () => {
		expect(paths(all.filter(({ property }) => !/^[a-z][A-Za-z0-9]*$/.test(property.name)))).toEqual(
			[],
		);
	});

	it('describes in sentences: capital first, no dot behind a single one, nothing doubled', () => {
		const texts = all.flatMap(({ path, property }) => [
			{ path, text: property.description },
			...choicesOf(property).map(({ name, description: text }) => ({
				path: `${path} = ${name}`,
				text,
			})),
		]);
		const faulty = texts.filter(({ text }) => {
			if (text === undefined) return false;
			const sentences = text
				.replace(/<[^>]*>/g, '')
				.replace(/e\.g\. /g, '')
				.split(/\. (?=[A-Z"])/);
			const capital = /^[A-Z"0-9]/.test(text);
			const dot = /[^.]\.$/.test(text);
			return (
				!capital ||
				(sentences.length === 1 && dot) ||
				(sentences.length > 1 && !dot) ||
				/ {2}/.test(text)
			);
		});
		expect(faulty).toEqual([]);
	});

	it('begins the descriptions of switches with Whether', () => {
		const switches = all.filter(({ property }) => property.type === 'boolean');
		expect(
			paths(switches.filter(({ property }) => !property.description?.startsWith('Whether to '))),
		).toEqual([]);
	});

	it('tells of lists that IDs can be given by expression', () => {
		const lists = all.filter(({ property }) => property.typeOptions?.loadOptionsMethod);
		for (const { path, property } of lists) {
			const several = property.type === 'multiOptions';
			expect([path, property.displayName]).toEqual([
				path,
				expect.stringMatching(several ? /Names or IDs$/ : /Name or ID$/),
			]);
			expect(property.description).toContain(
				`Choose from the list, or specify ${several ? 'IDs' : 'an ID'} using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
			);
		}
	});

	it('has every method that a list names, and names every method that it has', () => {
		const named = {
			loadOptions: all.map(({ property }) => property.typeOptions?.loadOptionsMethod),
			listSearch: all.flatMap(({ property }) =>
				(property.modes ?? []).map(({ typeOptions }) => typeOptions?.searchListMethod),
			),
			resourceMapping: all.map(
				({ property }) => property.typeOptions?.resourceMapper?.resourceMapperMethod,
			),
		};
		for (const kind of ['loadOptions', 'listSearch', 'resourceMapping'] as const) {
			const wanted = new Set(named[kind].filter((name) => name !== undefined));
			const has = Object.keys(methods[kind] ?? {});
			expect([...wanted].filter((name) => !has.includes(name))).toEqual([]);
			if (description.name === 'log360') expect([...wanted].sort()).toEqual(has.sort());
		}
	});

	it('offers a list with search, an ID, a name and a page in every locator, as far as such things have them', () => {
		for (const { path, property } of all.filter((one) => one.property.type === 'resourceLocator')) {
			// Jobs have no names; log sources and reports have no page of their own.
			const named = property.name === 'job' ? [] : [['name', 'string']];
			const paged = ['job', 'logSource', 'report'].includes(property.name)
				? []
				: [['url', 'string']];
			expect([path, property.modes?.map(({ name, type }) => [name, type])]).toEqual([
				path,
				[['list', 'list'], ['id', 'string'], ...named, ...paged],
			]);
			const [list, ...typed] = property.modes ?? [];
			expect(list.typeOptions).toMatchObject({ searchable: true });
			for (const { placeholder } of typed) expect(placeholder).toMatch(/^e\.g\. \S/);
			expect(property.default).toEqual({ mode: 'list', value: '' });
			expect([path, property.required]).toEqual([path, !dependsOnChoice(property)]);
		}
	});

	it('requires nothing without a default that another choice may hide', () => {
		// Where that choice is an expression, n8n shows and requires the parameter in any case.
		const faulty = all.filter(
			({ property, siblings }) =>
				property.required &&
				property.default === '' &&
				dependsOnChoice(property) &&
				!dependsOnFixedChoice(property, siblings),
		);
		expect(paths(faulty)).toEqual([]);
	});

	it('gives examples as "e.g. ...", and collections a placeholder that says what to add', () => {
		for (const { path, property } of all) {
			if (property.type === 'string' && property.placeholder) {
				expect([path, property.placeholder]).toEqual([path, expect.stringMatching(/^e\.g\. \S/)]);
			}
			if (property.type === 'collection' || property.type === 'fixedCollection') {
				expect([path, property.placeholder]).toEqual([
					path,
					expect.stringMatching(/^Add (Filter|Option|Field|Condition|Log Source)$/),
				]);
				expect(property.default).toEqual({});
			}
		}
	});

	it('has defaults that its own choices and types allow', () => {
		for (const { path, property } of all) {
			expect([path, faultOfDefault(property)]).toEqual([path, undefined]);
		}
	});

	it('repeats no name and no value within a menu', () => {
		for (const { path, property } of all) {
			const choices = choicesOf(property);
			const names = choices.map(({ name }) => name);
			const values = choices.map(({ value }) => value);
			expect([path, new Set(names).size, new Set(values).size]).toEqual([
				path,
				choices.length,
				choices.length,
			]);
		}
	});

	it('sorts the options of collections by their display name', () => {
		for (const { path, property } of all.filter((one) => one.property.type === 'collection')) {
			const names = (property.options as INodeProperties[]).map((option) => option.displayName);
			expect([path, names]).toEqual([
				path,
				[...names].sort((one, other) => one.localeCompare(other)),
			]);
		}
	});

	it('shows by parameters that exist, with values that they can have', () => {
		for (const { path, property, siblings } of all) {
			for (const rules of Object.values(property.displayOptions ?? {})) {
				for (const [name, values] of Object.entries(rules as Record<string, unknown[]>)) {
					// With a slash, the name is one outside the collection.
					const scope = name.startsWith('/') ? description.properties : siblings;
					const others = scope.filter((other) => other.name === name.replace(/^\//, ''));
					expect([path, name, others.length > 0]).toEqual([path, name, true]);
					const possible = others.flatMap(possibleValues);
					expect([path, name, values.filter((value) => !possible.includes(value))]).toEqual([
						path,
						name,
						[],
					]);
				}
			}
		}
	});

	it('can show every parameter', () => {
		const { properties } = description;
		const node = { typeVersion: 1 } as INode;
		const hidden = properties.filter(
			(property) =>
				!settingsFor(property, properties).some((values) =>
					NodeHelpers.displayParameter(values, property, node, description),
				),
		);
		expect(hidden.map((property) => property.name)).toEqual([]);
	});

	it('never shows two parameters of one name at once', () => {
		const { properties } = description;
		const node = { typeVersion: 1 } as INode;
		for (const property of properties) {
			for (const values of settingsFor(property, properties)) {
				const shown = properties
					.filter((other) => NodeHelpers.displayParameter(values, other, node, description))
					.map((other) => other.name);
				expect([values, shown.filter((name, at) => shown.indexOf(name) !== at)]).toEqual([
					values,
					[],
				]);
			}
		}
	});

	it('bounds every number', () => {
		const numbers = all.filter(({ property }) => property.type === 'number');
		for (const { path, property } of numbers) {
			expect([path, property.typeOptions?.minValue]).toEqual([path, expect.any(Number)]);
			expect(property.default).toBeGreaterThanOrEqual(property.typeOptions?.minValue as number);
		}
	});

	it('hides nothing that is a secret in plain parameters', () => {
		const secret = all.filter(({ property }) => /token|password|apikey/i.test(property.name));
		expect(paths(secret)).toEqual([]);
	});
});

/** Whether a parameter shows only with some value of another one, beside resource and operation. */
function dependsOnChoice({ displayOptions }: INodeProperties): boolean {
	const others = Object.keys(displayOptions?.show ?? {});
	return others.some((name) => name !== 'resource' && name !== 'operation');
}

/** Whether what a parameter shows with cannot be an expression, as the kind of event of a trigger. */
function dependsOnFixedChoice(
	{ displayOptions }: INodeProperties,
	siblings: readonly INodeProperties[],
) {
	return Object.keys(displayOptions?.show ?? {}).every((name) =>
		siblings.some((other) => other.name === name && other.noDataExpression),
	);
}

/** Why a default is none, if so. */
function faultOfDefault(property: INodeProperties): string | undefined {
	const { type, default: value } = property;
	const choices = choicesOf(property).map((choice) => choice.value);
	switch (type) {
		case 'options':
			return choices.length === 0 || choices.includes(value as string)
				? undefined
				: 'no such choice';
		case 'multiOptions':
			return Array.isArray(value) ? undefined : 'no list';
		case 'json':
			return JSON.parse(value as string) instanceof Object ? undefined : 'no JSON object';
		case 'string':
		case 'dateTime':
		case 'notice':
			return typeof value === 'string' ? undefined : 'no text';
		case 'boolean':
		case 'number':
			return typeof value === type ? undefined : `no ${type}`;
		default:
			return typeof value === 'object' ? undefined : 'no object';
	}
}

function possibleValues(property: INodeProperties): unknown[] {
	if (property.type === 'boolean') return [true, false];
	return choicesOf(property).map(({ value }) => value);
}

/** Values of the other parameters under which this one should show: each combination of what its rules name. */
function settingsFor(
	property: INodeProperties,
	properties: readonly INodeProperties[],
): INodeParameters[] {
	let combinations: INodeParameters[] = [{}];
	for (const [name, values] of Object.entries(property.displayOptions?.show ?? {})) {
		combinations = combinations.flatMap((known) =>
			(values as string[]).map((value) => ({ ...known, [name]: value })),
		);
	}
	return combinations.map(
		(values) =>
			NodeHelpers.getNodeParameters(
				[...properties],
				{ ...values, ...settingsOfHidden(property) },
				true,
				false,
				{ typeVersion: 1 },
				null,
			) as INodeParameters,
	);
}

/** A value that is not among those which hide the parameter. */
function settingsOfHidden(property: INodeProperties): INodeParameters {
	const rules = Object.entries(property.displayOptions?.hide ?? {});
	return Object.fromEntries(
		rules.map(([name, values]) => [name, (values as string[]).includes('POST') ? 'GET' : 'POST']),
	);
}
