/** The forms that parameters have in the tool of an AI agent: what n8n can read, one meaning for a name, and a twin outside the tool. */
import { NodeHelpers, type INode, type INodeProperties } from 'n8n-workflow';

import { AGENT_FIELDS } from '../../../nodes/Log360/asTool/texts';
import { Log360 } from '../../../nodes/Log360/Log360.node';

const { description } = new Log360();
const isToolForm = ({ displayOptions }: INodeProperties) =>
	displayOptions?.show?.['@tool'] !== undefined;
const forms = description.properties.filter(isToolForm);

it.each([...AGENT_FIELDS])('%s: a key and a text that n8n can hand on', (_name, { key, text }) => {
	expect(key).toMatch(/^[A-Z][A-Za-z_]{1,63}$/);
	expect(text).toMatch(/^[A-Z]/);
	expect(text).not.toMatch(/[`\\]|\$\{|\{\{|\}\}/);
	expect(text.length).toBeLessThanOrEqual(480);
});

it('uses every text', () => {
	const used = JSON.stringify(forms);
	expect([...AGENT_FIELDS.values()].filter(({ key }) => !used.includes(`('${key}',`))).toEqual([]);
});

it('gives a name one default of its type, since n8n keeps the value when another operation is chosen', () => {
	const defaults = new Map<string, Set<string>>();
	for (const { name, type, default: initial } of forms) {
		if (type === 'collection') continue;
		const known = defaults.get(name) ?? new Set();
		defaults.set(name, known.add(JSON.stringify(initial)));
	}
	expect([...defaults].filter(([, values]) => values.size > 1)).toEqual([]);
});

it('shows the one form or the other', () => {
	const node = { typeVersion: 1 } as INode;
	const tool = { ...description, name: 'log360Tool' };
	for (const form of forms) {
		const { resource, operation } = form.displayOptions?.show ?? {};
		const values = { resource: resource?.[0] as string, operation: operation?.[0] as string };
		for (const [as, wanted] of [
			[tool, true],
			[description, false],
		] as const) {
			const parameters =
				NodeHelpers.getNodeParameters(as.properties, values, true, false, node, as) ?? {};
			const shown = as.properties.filter(
				(property) =>
					property.name === form.name &&
					NodeHelpers.displayParameter(parameters, property, node, as),
			);
			// What depends on another choice, such as the fields to count by, may be hidden in both.
			expect([
				form.name,
				values,
				shown.length <= 1,
				shown.every(isToolForm) === wanted || shown.length === 0,
			]).toEqual([form.name, values, true, true]);
		}
	}
});

it('leaves what means something else under the same name as it is', () => {
	const texts = forms.filter(({ displayOptions }) => {
		const [resource] = displayOptions?.show?.resource ?? [];
		return resource === 'apiRequest' || resource === 'logSource';
	});
	expect(texts.map(({ name }) => name).sort()).toEqual(
		['limit', 'limit', 'logSource', 'name', 'names', 'names'].sort(),
	);
});
