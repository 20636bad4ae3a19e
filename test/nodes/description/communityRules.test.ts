/** Rules of n8n's linter for community nodes that are newer than the published plugin, applied to our nodes as they are built. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';
import * as ts from 'typescript';

import { choicesOf, NODES, placed } from './parameters';

/** Longest hint that the rule `hint-max-length` lets pass. */
const LONGEST_HINT = 120;

const pathsOf = (all: ReturnType<typeof placed>, isFault: (property: INodeProperties) => boolean) =>
	all.filter(({ property }) => isFault(property)).map(({ path }) => path);

describe.each(NODES)('$name', ({ description }) => {
	const all = placed(description.properties);

	it('offers choices in alphabetical order (options-sorted-alphabetically)', () => {
		const unsorted = pathsOf(all, (property) => {
			const names = choicesOf(property).map(({ name }) => name);
			const sorted = [...names].sort((a, b) =>
				a.localeCompare(b, undefined, { sensitivity: 'base' }),
			);
			return names.join('\n') !== sorted.join('\n');
		});
		expect(unsorted).toEqual([]);
	});

	it('keeps hints short (hint-max-length)', () => {
		expect(pathsOf(all, ({ hint }) => (hint?.length ?? 0) > LONGEST_HINT)).toEqual([]);
	});

	it('names no choice twice, and none with an asterisk (no-duplicate-param-options, no-asterisk-in-option-names)', () => {
		const faults = pathsOf(all, (property) => {
			const choices = choicesOf(property);
			const values = new Set(choices.map(({ value }) => value));
			const names = new Set(choices.map(({ name }) => name));
			const unique = values.size === choices.length && names.size === choices.length;
			return !unique || choices.some(({ name }) => name.includes('*'));
		});
		expect(faults).toEqual([]);
	});
});

/** The class of a node file, as its linter sees it: without what it imports. */
function classOf(name: string) {
	const path = join(__dirname, '../../../nodes', name, `${name}.node.ts`);
	const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
	const found = file.statements.find(ts.isClassDeclaration);
	if (found === undefined) throw new Error(`${path} holds no class`);
	const constants = file.statements
		.filter(ts.isVariableStatement)
		.flatMap(({ declarationList }) => declarationList.declarations)
		.map((declaration) => declaration.name.getText());
	const member = (wanted: string) => found.members.find((it) => it.name?.getText() === wanted);
	return { member, constants };
}

/** What the property `webhooks` of the description is in the source; undefined: there is none. */
function webhooksOf(description: ts.ClassElement | undefined): ts.Expression | undefined {
	if (!description || !ts.isPropertyDeclaration(description)) return undefined;
	const value = description.initializer;
	if (value === undefined || !ts.isObjectLiteralExpression(value)) return undefined;
	const property = value.properties.find((it) => it.name?.getText() === 'webhooks');
	return property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
}

describe.each(NODES.map(({ name }) => name))('source of %s', (name) => {
	const { member, constants } = classOf(name);

	it('asks in its own execute() whether to continue on failure (require-continue-on-fail)', () => {
		const execute = member('execute');
		if (execute !== undefined) expect(execute.getText()).toContain('this.continueOnFail()');
		else expect(['poll', 'webhook'].some((method) => member(method))).toBe(true);
	});

	it('registers the webhooks that stand in its own file (webhook-lifecycle-complete)', () => {
		const webhooks = webhooksOf(member('description'));
		const isHere =
			webhooks !== undefined &&
			(ts.isArrayLiteralExpression(webhooks) || constants.includes(webhooks.getText()));
		if (!isHere) return;
		const methods = member('webhookMethods')?.getText() ?? '';
		for (const step of ['checkExists', 'create', 'delete']) expect(methods).toContain(step);
	});
});
