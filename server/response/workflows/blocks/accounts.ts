/** Blocks that act on accounts and on the firewall of a device. */
import { isIP } from 'node:net';
import { z } from 'zod';
import { deviceBlock } from './device-block';
import { line } from './fields';

const computers = (
	[
		['disable_computer', 'Disable computer', 'disableComputer'],
		['enable_computer', 'Enable computer', 'enableComputer'],
	] as const
).map(([type, title, action]) =>
	deviceBlock({
		type,
		title,
		category: 'account',
		description: `${title.split(' ')[0]}s the computer account of the device.`,
		parameters: {},
		action: () => ({ do: action }),
	}),
);

const users = (
	[
		['disable_user', 'Disable user', 'disableUser'],
		['enable_user', 'Enable user', 'enableUser'],
	] as const
).map(([type, title, action]) =>
	deviceBlock({
		type,
		title,
		category: 'account',
		description: `${title.split(' ')[0]}s a user account.`,
		parameters: { user: line('a user name') },
		action: ({ user }) => ({ do: action, user }),
	}),
);

const logOff = deviceBlock({
	type: 'log_off',
	title: 'Log off',
	category: 'account',
	description: 'Logs off one user, or all when none is named.',
	parameters: {
		user: z.union([z.literal('').transform(() => undefined), line('a user name')]).optional(),
	},
	action: ({ user }) => ({ do: 'logOff', user }),
});

const EXPECTED = 'expected an IPv4 or IPv6 address';
const address = {
	address: z
		.string({ error: EXPECTED })
		.trim()
		.refine((text) => isIP(text) !== 0, { error: EXPECTED }),
};

const firewall = (
	[
		['block_ip', 'Block IP', 'blockAddress', 'Blocks an address in the firewall of the device.'],
		['unblock_ip', 'Unblock IP', 'unblockAddress', 'Lets an address through again.'],
	] as const
).map(([type, title, action, description]) =>
	deviceBlock({
		type,
		title,
		category: 'network',
		description,
		parameters: address,
		action: ({ address: given }) => ({ do: action, address: given }),
	}),
);

export const accountBlocks = [...computers, ...users, logOff, ...firewall];
