/** Sends calls to the server of a credential: one place for authentication, retries, errors and cancelling. */
import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { judge, networkFailure, type Answer } from './answer';
import { changes, type Call, type Generation } from './call';
import { connectionOf, type Connection } from './connection';
import { apiError, usageError } from './errors';
import { explain } from './explain';
import { explainCanceled } from './explainNetwork';
import type { Explanation } from './explanation';
import { judgeLong, type LongAnswer } from './longAnswer';
import type { Rehearsal } from './rehearsal';
import { DEFAULT_RETRY, retryDelay, type RetryPolicy } from './retry';
import { wait, type CancelSignal } from './wait';

export type Caller =
	| IExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| IPollFunctions
	| IWebhookFunctions;

export interface ClientSettings {
	/** Item whose parameters are in use; errors name it. */
	readonly itemIndex?: number;
	/** Longest time in milliseconds for one answer. */
	readonly timeoutMs?: number;
	readonly retry?: RetryPolicy;
	/** Takes the calls that would change something instead of the server. */
	readonly rehearsal?: Rehearsal;
}

export const CREDENTIAL = 'log360Api';

/** How the body of an answer is taken: parsed at once, as a buffer whose lists are parsed entry by entry, or as it is. */
type Form = 'json' | 'list' | 'file';

const JUDGES = {
	json: (response: IN8nHttpFullResponse) => judge(response, false),
	list: judgeLong,
	file: (response: IN8nHttpFullResponse) => judge(response, true),
};

const DEFAULT_TIMEOUT_MS = 120_000;

export interface Client {
	readonly connection: Connection;
	readonly generation: Generation;
	/** Raised when the execution is cancelled; absent where n8n has none, as in pickers. */
	readonly signal: CancelSignal | undefined;
	/** Sends a call and returns the body of the answer. Errors inside answers are thrown. */
	send(call: Call): Promise<unknown>;
	/** As {@link Client.send}, for answers with long lists. */
	sendForList(call: Call): Promise<LongAnswer>;
	/** As {@link Client.send}, for answers that are files. */
	download(call: Call): Promise<{ body: unknown; headers: IDataObject }>;
	/** Sends a call even after the execution was cancelled, without retries: for cleaning up. */
	sendLast(call: Call): Promise<unknown>;
	/**
	 * How far the clock of the server is ahead of the local one, in milliseconds, by the Date header of the last answer; a lower bound,
	 * off by less than a second plus the time that the answer took. `undefined` where no answer told.
	 */
	serverSkew(): number | undefined;
	/** Address of the web console whose pages show what the server answers, where the last answer named one; only log360-server does. */
	consoleUrl(): string | undefined;
	/** How long this client has waited for the server's limit of requests, in milliseconds. */
	limitedMs(): number;
	/** Throws, before any call, when this credential cannot reach an operation of one generation. */
	need(generation: Generation, purpose: string): void;
}

/** Makes the client of one item. */
export async function createClient(
	context: Caller,
	settings: ClientSettings = {},
): Promise<Client> {
	const credentials = await credentialsOf(context, settings.itemIndex);
	let connection: Connection;
	try {
		connection = connectionOf(credentials);
	} catch (error) {
		throw usageError(
			context.getNode(),
			(error as Error).message,
			'Correct the Server URL in the Log360 API credential.',
			settings.itemIndex,
		);
	}
	const signal = cancelSignalOf(context);

	const fail = (explanation: Explanation) =>
		apiError(context.getNode(), explanation, settings.itemIndex, connection.secrets);

	let skew: number | undefined;
	let console_: string | undefined;
	let limitedMs = 0;
	const exchange = async (call: Call, form: Form, policy: RetryPolicy, caller: Caller) => {
		if (connection.readOnly && changes(call)) throw refusedByReadOnly(context, call, settings);
		if (settings.rehearsal && changes(call)) return settings.rehearsal.note(call);
		for (let attempt = 1; ; attempt += 1) {
			const answer = await attemptOnce(caller, connection, call, form, settings.timeoutMs);
			if (!('failure' in answer)) {
				const date = Date.parse(String(answer.headers.date ?? ''));
				if (!Number.isNaN(date)) skew = date - Date.now();
				console_ = consoleOf(answer.headers, connection) ?? console_;
				return answer;
			}
			const explanation = explain(answer.failure, call, connection);
			const delay = retryDelay(call, explanation, attempt, policy, Math.random());
			if (delay === undefined) throw fail(explanation);
			if (!(await wait(delay, signal))) throw fail(explainCanceled(call));
			if (explanation.cause === 'rateLimited') limitedMs += delay;
		}
	};

	return {
		connection,
		generation: connection.generation,
		signal,
		send: async (call) =>
			(await exchange(call, 'json', settings.retry ?? DEFAULT_RETRY, context)).body,
		sendForList: async (call) => {
			const { body, bytes } = await exchange(
				call,
				'list',
				settings.retry ?? DEFAULT_RETRY,
				context,
			);
			const broken = (text: string) =>
				fail(explain({ kind: 'notJson', status: 200, text }, call, connection));
			return { body, bytes, broken };
		},
		download: async (call) =>
			await exchange(call, 'file', settings.retry ?? DEFAULT_RETRY, context),
		sendLast: async (call) =>
			(await exchange(call, 'json', { ...DEFAULT_RETRY, retries: 0 }, uncancelled(context))).body,
		serverSkew: () => skew,
		consoleUrl: () => console_,
		limitedMs: () => limitedMs,
		need: (generation, purpose) => {
			const problem = generationProblem(connection, generation, purpose);
			if (problem) {
				throw usageError(
					context.getNode(),
					problem.message,
					problem.description,
					settings.itemIndex,
				);
			}
		},
	};
}

async function attemptOnce(
	context: Caller,
	connection: Connection,
	call: Call,
	form: Form,
	timeoutMs = DEFAULT_TIMEOUT_MS,
): Promise<Answer> {
	const request: IHttpRequestOptions = {
		url: connection.baseUrl + call.path,
		method: call.method,
		headers: { Accept: 'application/json', ...call.headers },
		timeout: timeoutMs,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		skipSslCertificateValidation: connection.ignoreTls,
		// A redirect would carry the token to another address, or show that the URL is wrong.
		disableFollowRedirect: true,
		...(call.query ? { qs: call.query } : {}),
		...(call.body ? { body: call.body } : {}),
		...(call.text === undefined ? {} : { body: call.text }),
		...(form === 'json' ? { json: true } : { encoding: 'arraybuffer' as const }),
	};
	let response: IN8nHttpFullResponse;
	try {
		response = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			request,
		)) as IN8nHttpFullResponse;
	} catch (error) {
		return { failure: networkFailure(error) };
	}
	return JUDGES[form](response);
}

function refusedByReadOnly(context: Caller, call: Call, { itemIndex }: ClientSettings) {
	return usageError(
		context.getNode(),
		`Could not ${call.purpose}: the credential is read only`,
		'Nothing was sent. Use a credential without Read Only for what changes something.',
		itemIndex,
	);
}

/** The header with which log360-server names the path of its console. */
const CONSOLE_HEADER = 'x-log360-console';

function consoleOf(headers: IDataObject, { baseUrl }: Connection): string | undefined {
	const path = headers[CONSOLE_HEADER];
	return typeof path === 'string' && /^\/(?!\/)[\w/-]*$/.test(path) ? baseUrl + path : undefined;
}

/** Only some contexts take an item index, and their types differ. */
async function credentialsOf(context: Caller, itemIndex?: number) {
	return await (context as IExecuteFunctions).getCredentials(CREDENTIAL, itemIndex);
}

function cancelSignalOf(context: Caller): CancelSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/** The same context without its cancel signal, which n8n would otherwise put on the request. */
function uncancelled(context: Caller): Caller {
	return Object.create(context, {
		getExecutionCancelSignal: { value: () => undefined },
	}) as Caller;
}

function generationProblem(
	connection: Connection,
	generation: Generation,
	purpose: string,
): { message: string; description: string } | undefined {
	if (generation === 'v2' && connection.generation === 'v1') {
		return {
			message: `API V1 cannot ${purpose}`,
			description: 'Only API V2 offers this. Use a credential with API version V2 and a V2 token.',
		};
	}
	if (generation === 'v1' && !connection.canV1) {
		return {
			message: `API V2 cannot ${purpose}; this needs a V1 token`,
			description:
				'Only the old API offers this. If you hold a V1 token, put it into "V1 Token" of the credential. New V1 tokens can no longer be made.',
		};
	}
	return undefined;
}
