/** What an operation of the node consists of. */
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import type { Client } from './transport/client';

/** One input item on its way through an operation. */
export interface ItemRun {
	readonly context: IExecuteFunctions;
	/** Index of the input item. */
	readonly item: number;
	readonly client: Client;
	/** Ids that locators of this execution have found by names, see `locatedId`. */
	readonly found?: Map<string, string>;
}

/** What comes out for one input item: records, or whole items where there are files among them. */
export type Outcome = readonly IDataObject[] | { readonly items: readonly INodeExecutionData[] };

export interface Operation {
	/** Value of the parameter `operation`. */
	readonly value: string;
	/** Title Case, as in the operation menu. */
	readonly name: string;
	/** Sentence case, as in the list of actions. */
	readonly action: string;
	readonly description: string;
	/** Parameters; shown only for this operation. */
	readonly properties: readonly INodeProperties[];
	/** Runs the operation for one input item. The router pairs what comes out with that item. */
	execute(run: ItemRun): Promise<Outcome>;
}

export interface Resource {
	/** Value of the parameter `resource`. */
	readonly value: string;
	readonly name: string;
	readonly description?: string;
	/** Value of the operation that is chosen at first. */
	readonly default: string;
	readonly operations: readonly Operation[];
}
