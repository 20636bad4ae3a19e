/** The predefined workflows: the vendor's first four with their ids, and some more of the same kind. */
import type { Argument, Block, Definition } from './definition';
import type { TemplateContent } from './template';

/** Arguments as they are written here; the rest is filled in. */
type Arguments = readonly (Pick<Argument, 'name' | 'description'> & Partial<Argument>)[];

/** A definition as it is written here. */
type Written = Omit<Definition, 'arguments'> & { readonly arguments: Arguments };

const DEVICE = {
	name: 'device',
	description: "Name of the device; without it, the device of the ticket's incident",
};
const MAIL = {
	name: 'mail_to',
	description: 'Who is told how it went',
	default: 'administrator@log360.example',
};

/**
 * One action, then a mail with its state: the vendor says of each predefined workflow that it "emails the
 * status to the administrator".
 */
function actionWithMail(
	name: string,
	description: string,
	block: Block,
	own: Arguments,
): TemplateContent {
	const action = { next: 'mail_done', onFailure: 'mail_failed', ...block };
	const mail = (id: string, subject: string, body: string, next?: string) => ({
		id,
		type: 'send_mail',
		parameters: { to: '{{arguments.mail_to}}', subject, body },
		...(next === undefined ? {} : { next, onFailure: next }),
	});
	const about = 'Workflow run {{run.id}}, device {{device}}, ticket {{ticket.id}}';
	return template(name, `${description} and emails the status to the administrator.`, {
		start: block.id,
		arguments: [...own, DEVICE, MAIL],
		blocks: [
			action,
			mail('mail_done', `${name}: done on {{device}}`, `${about}.`),
			mail(
				'mail_failed',
				`${name}: failed on {{device}}`,
				`${about}: {{previous.error}}`,
				'failed',
			),
			{
				id: 'failed',
				type: 'end',
				parameters: { status: 'failed', message: `{{blocks.${block.id}.error}}` },
			},
		],
	});
}

/** Not validated here, which would cost every start of the server some 30 ms: the tests do. */
function template(name: string, description: string, written: Written): TemplateContent {
	const filled = written.arguments.map(
		(it) => ({ type: 'text', mandatory: false, ...it }) as const,
	);
	return { name, description, definition: { ...written, arguments: filled } };
}

const needed = (name: string, description: string) => ({ name, description, mandatory: true });
const device = '{{device}}';

const popup = actionWithMail(
	'Popup Alert',
	'Shows a message on the device',
	{ id: 'popup', type: 'popup_alert', parameters: { device, message: '{{arguments.message}}' } },
	[needed('message', 'Text to show')],
);
const killProcess = actionWithMail(
	'Kill Process',
	'Ends a process on the device',
	{ id: 'kill', type: 'kill_process', parameters: { device, process: '{{arguments.process}}' } },
	[needed('process', 'Name or id of the process, for instance powershell.exe')],
);
const service = (name: string, type: string, verb: string) =>
	actionWithMail(
		name,
		`${verb} a service on the device`,
		{ id: 'service', type, parameters: { device, service: '{{arguments.service}}' } },
		[needed('service', 'Name of the service, for instance Spooler')],
	);
const plain = (name: string, type: string, verb: string) =>
	actionWithMail(name, verb, { id: 'action', type, parameters: { device } }, []);
const user = (name: string, type: string, verb: string) =>
	actionWithMail(
		name,
		verb,
		{ id: 'user', type, parameters: { device, user: '{{arguments.user}}' } },
		[needed('user', 'Name of the account')],
	);
const logOff = actionWithMail(
	'Log Off',
	'Logs users off the device',
	{ id: 'log_off', type: 'log_off', parameters: { device, user: '{{arguments.user}}' } },
	[{ name: 'user', description: 'Name of the account; all users without it', default: '' }],
);
const blockIp = actionWithMail(
	'Block IP',
	'Blocks an address in the firewall of the device',
	{ id: 'block', type: 'block_ip', parameters: { device, address: '{{arguments.address}}' } },
	[needed('address', 'IPv4 or IPv6 address')],
);
const runScript = actionWithMail(
	'Run Script',
	'Runs a script on the device',
	{
		id: 'script',
		type: 'run_script',
		parameters: {
			device,
			script: '{{arguments.script}}',
			arguments: ['{{arguments.parameter}}'],
		},
	},
	[
		needed('script', 'Name of the script'),
		{ name: 'parameter', description: "The script's one argument", default: '' },
	],
);
const notify = template(
	'Notify by Webhook',
	'Sends the incident to a webhook, for instance of n8n.',
	{
		start: 'notify',
		arguments: [
			needed('url', 'Address of the webhook'),
			{ name: 'message', description: 'Text that goes along', default: '' },
		],
		blocks: [
			{
				id: 'notify',
				type: 'http_request',
				retries: 2,
				parameters: {
					url: '{{arguments.url}}',
					body: {
						run: '{{run.id}}',
						workflow: '{{workflow.name}}',
						device,
						ticket: '{{ticket}}',
						incident: '{{incident}}',
						alert: '{{alert}}',
						message: '{{arguments.message}}',
					},
				},
			},
		],
	},
);
const isolate = template(
	'Isolate Compromised Host',
	'Checks that the device answers, blocks the attacker, disables the computer and, for critical incidents, shuts it down.',
	{
		start: 'ping',
		arguments: [needed('address', 'Address of the attacker'), DEVICE, MAIL],
		blocks: [
			{
				id: 'ping',
				type: 'ping_device',
				parameters: { device },
				next: 'there',
				onFailure: 'there',
			},
			{ id: 'there', type: 'decision', parameters: {}, yes: 'block', no: 'tell' },
			{
				id: 'block',
				type: 'block_ip',
				parameters: { device, address: '{{arguments.address}}' },
				next: 'disable',
			},
			{ id: 'disable', type: 'disable_computer', parameters: { device }, next: 'grave' },
			{
				id: 'grave',
				type: 'decision',
				parameters: { condition: 'incident.severity == "critical"' },
				yes: 'shut_down',
				no: 'tell',
			},
			{
				id: 'shut_down',
				type: 'shut_down',
				parameters: { device },
				next: 'tell',
				onFailure: 'tell',
			},
			{
				id: 'tell',
				type: 'send_mail',
				parameters: {
					to: '{{arguments.mail_to}}',
					subject: 'Isolation of {{device}}: {{previous.status}}',
					body: 'Workflow run {{run.id}}, ticket {{ticket.id}}. {{previous.error}}',
				},
			},
		],
	},
);

/** Predefined templates; the first has id 1. Order is kept for ever, because the ids are public. */
export const PREDEFINED: readonly TemplateContent[] = [
	popup,
	killProcess,
	service('Stop Service', 'stop_service', 'Stops'),
	plain('Disable Computer', 'disable_computer', 'Disables the computer account of the device'),
	service('Start Service', 'start_service', 'Starts'),
	service('Restart Service', 'restart_service', 'Restarts'),
	plain('Enable Computer', 'enable_computer', 'Enables the computer account of the device'),
	plain('Shut Down', 'shut_down', 'Shuts the device down'),
	plain('Restart Computer', 'restart_computer', 'Restarts the device'),
	logOff,
	user('Disable User', 'disable_user', 'Disables a user account'),
	blockIp,
	runScript,
	notify,
	isolate,
];
