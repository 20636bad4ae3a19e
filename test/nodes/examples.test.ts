/** The example workflows: importable, and every parameter of our nodes is one that the node has. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';

import { nodeTypes } from './support/n8n';

const FOLDER = resolve(__dirname, '../../examples');
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));

interface Example {
	name: string;
	nodes: INode[];
	connections: Record<string, { main: Array<Array<{ node: string }>> }>;
}

describe.each(files)('%s', (file) => {
	const text = readFileSync(join(FOLDER, file), 'utf8');
	const example = JSON.parse(text) as Example;
	const ours = example.nodes.filter(({ type }) => type.startsWith('n8n-nodes-log360.'));

	it('connects nodes that it has', () => {
		const names = new Set(example.nodes.map(({ name }) => name));
		for (const [from, { main }] of Object.entries(example.connections)) {
			expect(names).toContain(from);
			for (const { node } of main.flat()) expect(names).toContain(node);
		}
		expect(ours.length).toBeGreaterThan(0);
	});

	it('uses parameters that the nodes have, and misses none that they need', () => {
		for (const node of ours) {
			const type = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
			const description = type.description as INodeTypeDescription;
			const known = new Set(description.properties.map(({ name }) => name));
			for (const name of Object.keys(node.parameters)) {
				if (name !== 'pollTimes') expect([...known]).toContain(name);
			}
			expect(
				NodeHelpers.getNodeParametersIssues(description.properties, node, description),
			).toBeNull();
		}
	});

	it('holds no secret and no address', () => {
		expect(text).not.toMatch(/l360_|whsec_|Bearer |https?:\/\//);
		for (const { credentials } of ours) {
			for (const { id } of Object.values(credentials ?? {})) expect(id).toBe('');
		}
	});
});
