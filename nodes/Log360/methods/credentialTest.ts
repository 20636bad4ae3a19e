/** The Test button of the credential: tells apart what can be wrong. */
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	IDataObject,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { dialectOf } from '../dialects';
import { tokenInfo } from '../dialects/extension/others';
import { judge, networkFailure, type Answer, type RawResponse } from '../transport/answer';
import { bearerFor } from '../transport/bearer';
import type { Call } from '../transport/call';
import { connectionOf, type Connection } from '../transport/connection';
import { explain } from '../transport/explain';
import type { Explanation } from '../transport/explanation';
import { redact } from '../transport/redact';
import { tokenWords } from './tokenWords';

const TIMEOUT_MS = 15_000;

/**
 * Lists the log fields with the main token and, where a V1 token is given too, the same with that one; then asks log360-server what the
 * token may do and how long.
 *
 * @returns an error whose message names the cause: server not reachable, certificate, HTTP or HTTPS, other product, token, scope
 */
export async function testLog360Api(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const credentials = (credential.data ?? {}) as ICredentialDataDecryptedObject;
	let connection: Connection;
	try {
		connection = connectionOf(credentials);
	} catch (error) {
		return { status: 'Error', message: (error as Error).message };
	}
	if (String(credentials.token ?? '').trim() === '') {
		return { status: 'Error', message: 'The token is empty' };
	}
	const ask = async (call: Call) => await trial(this, connection, credentials, call);
	const send = async (call: Call) => {
		const answer = await ask(call);
		return 'failure' in answer ? explain(answer.failure, call, connection) : undefined;
	};
	const main = await send(dialectOf(connection.generation).logFields());
	if (main) {
		const about = await aboutToken(ask, connection, main);
		const message = [messageOf(main, connection), about].filter(Boolean).join(' ');
		return { status: 'Error', message: redact(message, connection.secrets) };
	}
	if (connection.generation === 'v2' && connection.canV1) {
		const legacy = await send(dialectOf('v1').logFields());
		if (legacy) {
			return {
				status: 'Error',
				message: redact(`The V2 token works. V1 token: ${textOf(legacy)}`, connection.secrets),
			};
		}
	}
	const about = await aboutToken(ask, connection, main);
	const message = ['Connection successful!', about].filter(Boolean).join(' ');
	return { status: 'OK', message: redact(message, connection.secrets) };
}

/** Scopes and expiry of a V2 token that the server accepts, where the server tells them; only log360-server does. */
async function aboutToken(
	ask: (call: Call) => Promise<Answer>,
	{ generation }: Connection,
	main: Explanation | undefined,
): Promise<string | undefined> {
	if (generation === 'v1' || (main !== undefined && main.cause !== 'missingScope'))
		return undefined;
	const answer = await ask(tokenInfo());
	return 'failure' in answer ? undefined : tokenWords(answer.body);
}

async function trial(
	context: ICredentialTestFunctions,
	connection: Connection,
	credentials: ICredentialDataDecryptedObject,
	call: Call,
): Promise<Answer> {
	const url = connection.baseUrl + call.path;
	try {
		// The only HTTP helper that n8n gives to credential tests.
		const response = (await context.helpers.request({
			uri: url,
			method: call.method,
			headers: {
				Accept: 'application/json',
				Authorization: `Bearer ${bearerFor(url, credentials)}`,
			},
			json: true,
			simple: false,
			resolveWithFullResponse: true,
			followRedirect: false,
			rejectUnauthorized: !connection.ignoreTls,
			timeout: TIMEOUT_MS,
		})) as RawResponse & { headers: IDataObject };
		return judge(response, false);
	} catch (error) {
		return { failure: networkFailure(error) };
	}
}

function messageOf(explanation: Explanation, connection: Connection): string {
	switch (explanation.cause) {
		case 'missingScope':
			return connection.generation === 'v2'
				? 'The server accepts the token, but it lacks the scope logfields.READ, which field pickers and this test need. Create a token with it, or save anyway: operations whose scopes the token has will work.'
				: textOf(explanation);
		case 'notFound':
			return connection.generation === 'v2'
				? `A server answers at ${connection.baseUrl}, but it has no API V2. Check the address, or choose API version V1 for an older build.`
				: `A server answers at ${connection.baseUrl}, but it has no API V1. Check the address, or choose API version V2.`;
		default:
			return textOf(explanation);
	}
}

function textOf(explanation: Explanation): string {
	return [explanation.message, explanation.description].filter(Boolean).join('. ');
}
