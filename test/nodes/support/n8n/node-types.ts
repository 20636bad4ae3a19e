/** The node types of a test's n8n: this package's, and a start. */
import {
	NodeConnectionTypes,
	NodeHelpers,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';

import { Log360 } from '../../../../nodes/Log360/Log360.node';
import { Log360Trigger } from '../../../../nodes/Log360Trigger/Log360Trigger.node';
import { Log360WebhookTrigger } from '../../../../nodes/Log360WebhookTrigger/Log360WebhookTrigger.node';

/** The package as n8n knows it; the type of a node begins with it. */
export const PACKAGE = 'n8n-nodes-log360';

/** Hands on the items it is given; stands for a manual trigger. */
class StartNode implements INodeType {
	description = {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	} as INodeType['description'];

	async execute(this: { getInputData(): INodeExecutionData[] }) {
		return [this.getInputData()];
	}
}

/** The form of a node that an AI agent's tools have, made as n8n makes it of `usableAsTool`. */
function asTool(node: INodeType): INodeType {
	const { usableAsTool, ...description } = node.description;
	if (!usableAsTool) throw new Error(`${description.name} cannot be a tool`);
	node.description = {
		...description,
		name: `${description.name}Tool`,
		displayName: `${description.displayName} Tool`,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
	};
	return node;
}

class TestNodeTypes implements INodeTypes {
	private readonly nodes: Record<string, INodeType> = {
		'test.start': new StartNode() as unknown as INodeType,
		[`${PACKAGE}.log360`]: new Log360(),
		[`${PACKAGE}.log360Trigger`]: new Log360Trigger(),
		[`${PACKAGE}.log360Tool`]: asTool(new Log360()),
		[`${PACKAGE}.log360WebhookTrigger`]: new Log360WebhookTrigger(),
	};

	getByName(type: string): INodeType | IVersionedNodeType {
		return this.nodes[type];
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes(): IDataObject {
		return {};
	}
}

export const nodeTypes = new TestNodeTypes();
