/** A node of a test, and a workflow that it is alone in. */
import { Workflow, type INode, type INodeParameters } from 'n8n-workflow';

import { nodeTypes, PACKAGE } from './node-types';

/** A node of this package, with the credential `log360Api` unless `more` says otherwise. */
export function nodeOf(
	type: string,
	parameters: INodeParameters,
	more: Partial<INode> = {},
): INode {
	return {
		id: 'n',
		name: 'Log360',
		type: `${PACKAGE}.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { log360Api: { id: '1', name: 'Log360' } },
		...more,
	};
}

/** A workflow of one node; not active unless `more` says otherwise. */
export function workflowOfOne(
	node: INode,
	more: Partial<ConstructorParameters<typeof Workflow>[0]> = {},
): Workflow {
	return new Workflow({
		id: 'w',
		nodes: [node],
		connections: {},
		nodeTypes,
		active: false,
		...more,
	});
}
