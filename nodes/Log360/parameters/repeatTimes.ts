/** The option to repeat the time range beside a cursor. */
import type { INodeProperties } from 'n8n-workflow';

export const repeatTimesOption: INodeProperties = {
	displayName: 'Repeat Time Range With Cursor',
	name: 'repeatTimes',
	type: 'boolean',
	default: false,
	description:
		'Whether to send start and end time again with every further page. Only for V2 servers that refuse a cursor alone.',
};
