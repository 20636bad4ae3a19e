/** Whether a node runs as the tool of an AI agent. */
import type { INode } from 'n8n-workflow';

/** n8n gives the tool form of a node a type of its own. */
export function isTool(node: INode): boolean {
	return node.type.endsWith('Tool');
}
