/** Walks the parameters of a node, those inside collections included. */
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { Log360 } from '../../../nodes/Log360/Log360.node';
import { Log360Trigger } from '../../../nodes/Log360Trigger/Log360Trigger.node';
import { Log360WebhookTrigger } from '../../../nodes/Log360WebhookTrigger/Log360WebhookTrigger.node';

export const NODES = [new Log360(), new Log360Trigger(), new Log360WebhookTrigger()].map(
	(node) => ({
		name: node.constructor.name,
		description: { ...node.description, properties: withoutToolForms(node.description.properties) },
		methods: node.methods as {
			loadOptions?: Record<string, unknown>;
			listSearch?: Record<string, unknown>;
			resourceMapping?: Record<string, unknown>;
		},
	}),
);

/** The parameters outside a tool of an AI agent, which has forms of its own of some. */
function withoutToolForms(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties
		.filter(({ displayOptions }) => displayOptions?.show?.['@tool'] === undefined)
		.map(({ displayOptions: { show, hide } = {}, ...property }) => {
			const { '@tool': _, ...others } = hide ?? {};
			const shown = show === undefined ? {} : { show };
			const hidden = Object.keys(others).length === 0 ? {} : { hide: others };
			return { ...property, displayOptions: { ...shown, ...hidden } };
		});
}

/** A parameter with the way to it, e.g. `log/search: filters.conditions.condition.field`. */
export interface Placed {
	readonly path: string;
	readonly property: INodeProperties;
	/** Parameters beside it, whose values its `displayOptions` may name. */
	readonly siblings: readonly INodeProperties[];
}

type Entry = INodeProperties | INodePropertyCollection | INodePropertyOptions;

export function placed(properties: readonly INodeProperties[], prefix = ''): Placed[] {
	return properties.flatMap((property) => {
		const path = `${prefix || ownerOf(property)}${property.name}`;
		return [
			{ path, property, siblings: properties },
			...((property.options ?? []) as Entry[]).flatMap((entry) =>
				'values' in entry ? placed(entry.values, `${path}.${entry.name}.`) : [],
			),
			...(property.type === 'collection'
				? placed(property.options as INodeProperties[], `${path}.`)
				: []),
		];
	});
}

/** Resource and operation for which a parameter is shown. */
function ownerOf({ displayOptions }: INodeProperties): string {
	const { resource, operation } = displayOptions?.show ?? {};
	return [resource?.[0], operation?.[0]]
		.filter(Boolean)
		.join('/')
		.concat(resource ? ': ' : '');
}

/** The choices of a menu; nothing for other types. */
export function choicesOf({ type, options }: INodeProperties): INodePropertyOptions[] {
	return type === 'options' || type === 'multiOptions'
		? ((options ?? []) as INodePropertyOptions[])
		: [];
}
