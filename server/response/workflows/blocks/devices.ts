/** Blocks that act on a device: ping, popup, processes, services, power, scripts. */
import { z } from 'zod';
import { deviceBlock } from './device-block';
import { line, text, whole } from './fields';

const process = {
	process: line('a process name or id, for instance powershell.exe'),
};
const service = { service: line('a service name, for instance Spooler') };

/** Parameters as the product's block reads them: echo requests, packet size, timeout, retries. */
const pingDevice = deviceBlock({
	type: 'ping_device',
	title: 'Ping device',
	category: 'network',
	description: 'Sends echo requests; fails when the device does not answer.',
	parameters: {
		echoRequests: whole(1, 20, 'a number of echo requests').default(4),
		packetSize: whole(1, 65_500, 'a packet size in bytes').default(32),
		timeoutMs: whole(1, 60_000, 'a timeout in ms').default(1_000),
	},
	action: ({ echoRequests, timeoutMs }) => ({ do: 'ping', count: echoRequests, timeoutMs }),
});

const popupAlert = deviceBlock({
	type: 'popup_alert',
	title: 'Popup alert',
	category: 'notification',
	description: 'Shows a message on the device.',
	parameters: {
		title: line('a title').default('Log360'),
		message: text('a message', 4_000).refine((message) => message.trim() !== '', {
			error: 'expected a message, 1 to 4000 characters',
		}),
	},
	action: ({ title, message }) => ({ do: 'popup', title, message }),
});

const killProcess = deviceBlock({
	type: 'kill_process',
	title: 'Kill process',
	category: 'device',
	description: 'Ends the processes of a name, or one by its id.',
	parameters: process,
	action: ({ process: wanted }) => ({ do: 'killProcess', process: wanted }),
});

const services = (
	[
		['start_service', 'Start service', 'startService'],
		['stop_service', 'Stop service', 'stopService'],
		['restart_service', 'Restart service', 'restartService'],
	] as const
).map(([type, title, action]) =>
	deviceBlock({
		type,
		title,
		category: 'device',
		description: `${title.split(' ')[0]}s a service.`,
		parameters: service,
		action: ({ service: wanted }) => ({ do: action, service: wanted }),
	}),
);

const power = (
	[
		['shut_down', 'Shut down', 'shutDown', 'Shuts the device down.'],
		['restart_computer', 'Restart computer', 'restart', 'Restarts the device.'],
		['power_on', 'Power on', 'powerOn', 'Switches the device on.'],
	] as const
).map(([type, title, action, description]) =>
	deviceBlock({
		type,
		title,
		category: 'device',
		description,
		parameters: {},
		action: () => ({ do: action }),
	}),
);

const runScript = deviceBlock({
	type: 'run_script',
	title: 'Run script',
	category: 'device',
	description: 'Notes a script with its arguments; no script is run anywhere.',
	parameters: {
		script: line('the name of a script'),
		arguments: z
			.array(text('an argument', 1_000), { error: 'expected a list of arguments' })
			.max(50)
			.default([]),
	},
	action: ({ script, arguments: given }) => ({ do: 'runScript', script, arguments: given }),
});

export const deviceBlocks = [pingDevice, popupAlert, killProcess, ...services, ...power, runScript];
