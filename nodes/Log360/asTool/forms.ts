/** Gives parameters a second form for the tool of an AI agent, in which the agent fills in what the task decides. */
import type {
	INodeParameterResourceLocator,
	INodeProperties,
	NodeParameterValueType,
} from 'n8n-workflow';

import { AGENT_FIELDS, IN_COLLECTIONS, TOOL_DEFAULTS, type AgentField } from './texts';

/**
 * A parameter as it is, and as a tool has it, where the two differ. n8n shows the one or the other, by `@tool`; a version that does not
 * know `@tool` shows the first.
 */
export function inBothForms(property: INodeProperties): INodeProperties[] {
	const initial = toolDefault(property);
	if (initial === undefined) return [property];
	const { show, hide } = property.displayOptions ?? {};
	const outside = { ...(show && { show }), hide: { ...hide, '@tool': [true] } };
	const inTool = { show: { ...show, '@tool': [true] }, ...(hide && { hide }) };
	return [
		{ ...property, displayOptions: outside },
		{ ...property, default: initial, displayOptions: inTool },
	];
}

/** @returns `undefined` where a tool has the same default */
function toolDefault(property: INodeProperties): NodeParameterValueType | undefined {
	const { name, type, options = [] } = property;
	if (type === 'collection') {
		const offered = IN_COLLECTIONS.get(name) ?? [];
		const filled = (options as INodeProperties[]).flatMap((inner) => {
			const field = offered.includes(inner.name) ? agentField(inner) : undefined;
			return field === undefined ? [] : [[inner.name, fromAgent(field)] as const];
		});
		return filled.length === 0 ? undefined : Object.fromEntries(filled);
	}
	const field = agentField(property);
	if (field === undefined) return TOOL_DEFAULTS.get(name);
	const value = fromAgent(field);
	if (type !== 'resourceLocator') return value;
	return { __rl: true, mode: 'id', value } satisfies INodeParameterResourceLocator;
}

/** What the agent reads about a parameter; nothing for one of the same name that holds something else. */
function agentField({ name, type, options = [] }: INodeProperties): AgentField | undefined {
	const field = AGENT_FIELDS.get(name);
	if (type === 'json' || field?.words === undefined) return type === 'json' ? undefined : field;
	const choices = options.map((option) => ('value' in option ? option.value : undefined));
	return field.words.every((word) => choices.includes(word)) ? field : undefined;
}

/** The expression that n8n's editor writes for "let the model define this", with a description. */
function fromAgent({ key, text }: AgentField): string {
	return `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${text}\`, 'string') }}`;
}
