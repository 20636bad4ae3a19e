/** How long to wait for a job, in which way, and what becomes of it afterwards. */
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { isTool } from '../asTool/isTool';
import { numberOption } from './numbers';

export const waitProperty: INodeProperties = {
	displayName: 'Wait By',
	name: 'waitBy',
	type: 'options',
	options: [
		{
			name: 'Callback',
			value: 'callback',
			description:
				'The execution sleeps until the server calls n8n back. Only log360-server can do that: it is an extension, not part of the product.',
		},
		{
			name: 'Polling',
			value: 'polling',
			description:
				'The node asks for the status again and again, within the rate limit. Works everywhere.',
		},
	],
	default: 'polling',
};

export const maxWaitOption: INodeProperties = {
	displayName: 'Max Wait (Seconds)',
	name: 'maxWait',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 600,
	description:
		'How long to wait for the end of the job. As a tool of an AI agent: 45 seconds unless set, after which the agent gets the ID of the job.',
};

export const deleteJobOption: INodeProperties = {
	displayName: 'Delete Job Afterwards',
	name: 'deleteJob',
	type: 'boolean',
	default: true,
	description:
		'Whether to delete the job and its results on the server once they are read, or when the execution is cancelled. Otherwise they stay for 24 hours.',
};

export const waitOptions: INodeProperties[] = [
	deleteJobOption,
	maxWaitOption,
	{
		displayName: 'When Time Is Up',
		name: 'onTimeout',
		type: 'options',
		options: [
			{ name: 'Fail', value: 'fail', description: 'Stop with an error that names the job' },
			{
				name: 'Return What There Is',
				value: 'partial',
				description: 'Return the job with its ID, and the results that the server hands out so far',
			},
		],
		default: 'fail',
		description:
			'What to do when the job has not ended within Max Wait. The job goes on in either case.',
	},
];

export interface WaitSettings {
	readonly maxWaitMs: number;
	readonly deleteJob: boolean;
	readonly onTimeout: 'fail' | 'partial';
}

/** An agent waits a minute at most for a tool: before that, it gets the ID of the job, and asks again with Job > Get Results. */
const TOOL_WAIT_SECONDS = 45;

/** @throws NodeOperationError when Max Wait is no number; so it is to be called before anything is started */
export function waitSettings(context: IExecuteFunctions, item: number): WaitSettings {
	const options = context.getNodeParameter('options', item, {}) as {
		maxWait?: number;
		deleteJob?: boolean;
		onTimeout?: 'fail' | 'partial';
	};
	const asTool = isTool(context.getNode());
	return {
		maxWaitMs:
			1000 *
			numberOption(context, item, options.maxWait, {
				label: maxWaitOption.displayName,
				fallback: asTool ? TOOL_WAIT_SECONDS : 600,
				least: 0,
			}),
		deleteJob: options.deleteJob !== false,
		onTimeout: options.onTimeout ?? (asTool ? 'partial' : 'fail'),
	};
}
