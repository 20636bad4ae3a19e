/** The command `log360-server delivery`: lists what could not be delivered, and has it sent again. */
import type { presentDelivery } from '../../response/tickets';
import { givenToken, plainWarning } from '../given-token';
import { parseArgs } from 'node:util';
import { serverAddress, serverCaller } from '../call-server';
import { type CommandOutput, CommandUsageError, runCommand } from '../run-command';
import { DELIVERY_HELP } from './help';

/** What the command sees of the world. */
export interface DeliveryCommandContext extends CommandOutput {
	readonly env: Readonly<Record<string, string | undefined>>;
}

const PATH = '/admin/api/ticketing/deliveries';

/** Runs the command. @param argv arguments after `delivery` @returns exit code, see `runCommand` */
export function deliveryCommand(
	argv: readonly string[],
	context: DeliveryCommandContext,
): Promise<number> {
	return runCommand(argv, context, {
		name: 'delivery',
		help: DELIVERY_HELP,
		work: async () => {
			const { action, url, token, connection, json } = readArguments(argv, context);
			context.stderr(plainWarning(url) ?? '');
			const call = serverCaller(url, token);
			const { text, value } =
				action === 'list' ? await list(call, connection) : await resend(call, connection);
			return json ? `${JSON.stringify(value, undefined, '\t')}\n` : text;
		},
	});
}

function readArguments(argv: readonly string[], { env }: DeliveryCommandContext) {
	const { values, positionals } = parseArgs({
		args: [...argv],
		allowPositionals: true,
		options: {
			connection: { type: 'string' },
			url: { type: 'string', default: 'http://127.0.0.1:8095' },
			'token-file': { type: 'string' },
			json: { type: 'boolean', default: false },
		},
	});
	const [action, ...more] = positionals;
	if ((action !== 'list' && action !== 'resend') || more.length > 0)
		throw new CommandUsageError('delivery: expected list or resend');
	const url = serverAddress(values.url);
	if (url === undefined) {
		const given = JSON.stringify(values.url);
		throw new CommandUsageError(
			`--url: expected an address such as http://127.0.0.1:8095, got ${given}`,
		);
	}
	const { connection } = values;
	if (connection !== undefined && !/^\d{1,15}$/.test(connection)) {
		const given = JSON.stringify(connection);
		throw new CommandUsageError(`--connection: expected the id of a connection, got ${given}`);
	}
	const token = givenToken(values['token-file'], env);
	if (token === undefined)
		throw new CommandUsageError(
			'delivery: expected the token in LOG360_TOKEN or --token-file FILE',
		);
	return { action, url, token, connection, json: values.json };
}

type Call = ReturnType<typeof serverCaller>;

async function list(call: Call, connection: string | undefined) {
	const of = connection === undefined ? '' : `&connection=${connection}`;
	const answer = await call({ method: 'GET', path: `${PATH}?state=dead${of}` });
	const { deliveries } = answer as { deliveries: ReturnType<typeof presentDelivery>[] };
	const lines = deliveries.map(
		({ id, connectionId, incidentId, attempts, note }) =>
			`${id}  connection ${connectionId}  incident ${incidentId}  ${attempts} tries  ${note ?? ''}\n`,
	);
	const text = lines.length === 0 ? 'Nothing is undelivered.\n' : lines.join('');
	return { text, value: { deliveries } };
}

async function resend(call: Call, connection: string | undefined) {
	const body = JSON.stringify(connection === undefined ? {} : { connection: Number(connection) });
	const request = {
		method: 'POST',
		path: `${PATH}/resend`,
		type: 'application/json',
		body,
	} as const;
	const { resent } = (await call(request)) as { resent: number };
	return { text: `Sent again: ${resent}.\n`, value: { resent } };
}
