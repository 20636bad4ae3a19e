/** The example workflows: each has its page, can be imported, gives our nodes parameters that they have, and uses nothing that n8n 3 removes. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';

import { nodeTypes } from './support/n8n';

const FOLDER = resolve(__dirname, '../../examples');
const files = globSync('*/*.json', { cwd: FOLDER });
/** Operations that change something. */
const CHANGES = /^(add|assign|cancel|create|delete|disable|enable|execute|send|sync|update)/;
/** Parameters that n8n adds to a node as a tool. */
const OF_TOOLS = ['descriptionType', 'toolDescription'];

interface Example {
	name: string;
	nodes: INode[];
	/** By node, then by the kind of connection: `main`, or what an agent takes. */
	connections: Record<string, Record<string, Array<Array<{ node: string }>>>>;
	settings: Record<string, unknown>;
}

describe.each(files)('%s', (file) => {
	const text = readFileSync(join(FOLDER, file), 'utf8');
	const example = JSON.parse(text) as Example;
	const ours = example.nodes.filter(({ type }) => type.startsWith('n8n-nodes-log360.'));

	it('connects nodes that it has', () => {
		const names = new Set(example.nodes.map(({ name }) => name));
		for (const [from, byKind] of Object.entries(example.connections)) {
			expect(names).toContain(from);
			for (const { node } of Object.values(byKind).flat(2)) expect(names).toContain(node);
		}
		const isForErrors = example.nodes.some(({ type }) => type.endsWith('.errorTrigger'));
		expect(isForErrors || ours.length > 0).toBe(true);
	});

	it('uses parameters that the nodes have, and misses none that they need', () => {
		for (const node of ours) {
			// n8n makes the tool of an agent from the node, with a description beside its parameters.
			const isTool = node.type.endsWith('Tool');
			const type = nodeTypes.getByNameAndVersion(node.type.replace(/Tool$/, ''), node.typeVersion);
			const description = type.description as INodeTypeDescription;
			const known = new Set(description.properties.map(({ name }) => name));
			for (const name of Object.keys(node.parameters)) {
				if (isTool && OF_TOOLS.includes(name)) continue;
				if (name !== 'pollTimes') expect([...known]).toContain(name);
			}
			expect(
				NodeHelpers.getNodeParametersIssues(description.properties, node, description),
			).toBeNull();
		}
	});

	it('says on its canvas what to set or to know', () => {
		const notes = example.nodes.filter(({ type }) => type.endsWith('.stickyNote'));
		expect(notes).not.toEqual([]);
		for (const { parameters } of notes) expect(parameters.content).toMatch(/^## \S[^\n]*\n+\S{2}/);
	});

	it('holds no secret and no address', () => {
		expect(text).not.toMatch(/l360_|whsec_|Bearer |https?:\/\/(?!\w+\.example\.com\b)/);
		for (const { credentials } of ours) {
			for (const { id } of Object.values(credentials ?? {})) expect(id).toBe('');
		}
	});

	it('lets an agent change something only below a human review', () => {
		for (const { name, type, parameters } of ours) {
			if (!type.endsWith('Tool') || !CHANGES.test(String(parameters.operation))) continue;
			const above = Object.values(example.connections[name] ?? {}).flat(2);
			const types = above.map(({ node }) => example.nodes.find((one) => one.name === node)?.type);
			expect(types).toEqual([expect.stringMatching(/HitlTool$/)]);
		}
	});

	it('uses no node and no feature that n8n 3 removes', () => {
		for (const { type, typeVersion, parameters, alwaysOutputData } of example.nodes) {
			expect(type).not.toMatch(/\.(function|functionItem|itemLists|start)$/);
			if (type.endsWith('.agent')) expect(typeVersion).toBeGreaterThan(1.9);
			expect(JSON.stringify(parameters)).not.toMatch(
				/\$getPairedItem|\$evaluateExpression|\$items\(/,
			);
			// Its meaning changes.
			expect(alwaysOutputData).toBeUndefined();
		}
		expect(example.settings.executionOrder).toBe('v1');
	});

	it('has a page that says what it is for, what to set, what happens, and how to change it', () => {
		const page = readFileSync(join(FOLDER, dirname(file), 'README.md'), 'utf8');
		for (const heading of ['Set', 'What happens', 'Change it']) {
			expect(page).toContain(`\n## ${heading}\n`);
		}
		expect(page).toContain('import from file');
		for (const [, picture] of page.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)) {
			expect(existsSync(join(FOLDER, dirname(file), picture as string))).toBe(true);
		}
	});
});
