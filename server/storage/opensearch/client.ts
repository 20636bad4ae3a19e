/** What this adapter needs of OpenSearch's client, which loads when it is used and may not be installed. */
import { type CallCounts, CallTotals } from '../../platform';
import { StoreUnavailableError } from './errors';

/** Where the cluster is, and who we are to it. */
export interface ClientOptions {
	/** Addresses of nodes, `http://` or `https://`; more than one lets the client go on without one of them. */
	readonly nodes: readonly string[];
	/** Basic sign-in. */
	readonly user?: { readonly name: string; readonly password: string } | undefined;
	/** Sign-in by an API key, which OpenSearch has from 3.7 on; see docs.opensearch.org, "API keys". */
	readonly apiKey?: string | undefined;
	/** Sign-in as Amazon's service asks for it (Signature Version 4), with the machine's AWS credentials, in this region. */
	readonly awsRegion?: string | undefined;
	/** Certificates to trust instead of the machine's, PEM. */
	readonly ca?: string | undefined;
	/** Longest time of one request, ms; 30 s by default. */
	readonly timeoutMs?: number | undefined;
}

/** One request to the REST API of OpenSearch. */
export interface SearchCall {
	readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
	readonly path: string;
	readonly query?: Readonly<Record<string, string | number | boolean>>;
	/** JSON of an object, or one JSON text a line. */
	readonly body?: object;
	readonly lines?: readonly string[];
	/** Statuses that are answers and not errors, beside those of success. */
	readonly accept?: readonly number[];
}

/** The REST API of a cluster. */
export interface SearchClient {
	/** The answer's body. Rejects with a {@link StoreUnavailableError} when the cluster cannot answer now. */
	call<T>(call: SearchCall): Promise<T>;
	/** What was called so far. */
	readonly totals: CallCounts;
	/** Lets go of the connections. */
	close(): Promise<void>;
}

/** The part of the package's `Client` that is used. */
interface PackageClient {
	readonly transport: {
		request(
			params: {
				method: string;
				path: string;
				querystring?: object | undefined;
				body?: object | undefined;
				bulkBody?: string | undefined;
			},
			options: { ignore?: number[] },
		): Promise<{ body: unknown }>;
	};
	close(): Promise<void>;
}

const TIMEOUT_MS = 30_000;
/** Requests that were not answered, or by a node that cannot now, go to the next node so many times. */
const RETRIES = 3;

/** Statuses that a cluster answers with while it cannot do what is asked. */
const UNWELL: ReadonlySet<number> = new Set([429, 502, 503, 504]);
/** Names of the client's errors that say the same. */
const UNREACHED: ReadonlySet<string> = new Set([
	'ConnectionError',
	'NoLivingConnectionsError',
	'TimeoutError',
	'RequestAbortedError',
]);

/** Connects. @throws Error when the client is not installed */
export function connect(options: ClientOptions): SearchClient {
	const client = makeClient(options);
	const totals = new CallTotals();
	return {
		get totals() {
			return totals.now();
		},
		call: async <T>({ method, path, query, body, lines, accept }: SearchCall) => {
			const bulkBody = lines === undefined ? undefined : `${lines.join('\n')}\n`;
			const ask = () =>
				client.transport.request(
					{ method, path, querystring: query, body, bulkBody },
					{ ignore: [...(accept ?? [])] },
				);
			try {
				return (await totals.count(ask)).body as T;
			} catch (error) {
				throw translated(error);
			}
		},
		close: () => client.close(),
	};
}

function makeClient(options: ClientOptions): PackageClient {
	const { nodes, user, apiKey, awsRegion, ca, timeoutMs = TIMEOUT_MS } = options;
	const { Client } = load();
	return new Client({
		...(awsRegion === undefined ? {} : awsSignIn(awsRegion)),
		nodes: [...nodes],
		maxRetries: RETRIES,
		requestTimeout: timeoutMs,
		...(user === undefined ? {} : { auth: { username: user.name, password: user.password } }),
		...(apiKey === undefined ? {} : { headers: { authorization: `ApiKey ${apiKey}` } }),
		...(ca === undefined ? {} : { ssl: { ca } }),
	});
}

/** The client's own signer, fed by AWS's package for credentials, which is nobody's dependency here. */
function awsSignIn(region: string): object {
	const { AwsSigv4Signer } = require('@opensearch-project/opensearch/aws-v3') as {
		AwsSigv4Signer: (options: object) => object;
	};
	const { defaultProvider } = loadAwsCredentials();
	return AwsSigv4Signer({ region, service: 'es', getCredentials: defaultProvider() });
}

function loadAwsCredentials(): { defaultProvider: () => () => Promise<unknown> } {
	try {
		return require('@aws-sdk/credential-provider-node') as ReturnType<typeof loadAwsCredentials>;
	} catch (error) {
		if ((error as { code?: unknown }).code !== 'MODULE_NOT_FOUND') throw error;
		const name = '@aws-sdk/credential-provider-node';
		throw new Error(
			`signing in to Amazon OpenSearch Service needs the package ${name}, which is not installed: npm install ${name}, beside log360-server`,
			{ cause: error },
		);
	}
}

/** The package is an optional peer: whoever uses no OpenSearch does not install it. */
function load(): { Client: new (options: object) => PackageClient } {
	try {
		return require('@opensearch-project/opensearch') as ReturnType<typeof load>;
	} catch (error) {
		if ((error as { code?: unknown }).code !== 'MODULE_NOT_FOUND') throw error;
		throw new Error(
			'events in OpenSearch need its client, which is not installed: npm install @opensearch-project/opensearch, beside log360-server',
			{ cause: error },
		);
	}
}

/** The client's own errors hold the whole request, with its documents: only what they say is kept. */
function translated(error: unknown): Error {
	const { name, message, statusCode } = error as {
		name?: string;
		message?: string;
		statusCode?: number;
	};
	const text = String(message ?? error).slice(0, 500);
	if (UNREACHED.has(name ?? '') || UNWELL.has(statusCode ?? 0))
		return new StoreUnavailableError(`OpenSearch cannot answer now: ${text}`);
	return new Error(`OpenSearch refused a request: ${text}`);
}
