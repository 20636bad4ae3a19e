/** Makes each error that the page on troubleshooting explains, with the node as it is. */
import type { INodeParameters } from 'n8n-workflow';

import { reply, v2Error, type Bench } from './cases';
import { scripted } from './scripted';
import { selfSigned } from './tls';

/** What failed, as a person reads it. */
interface Trouble {
	readonly message: string;
	readonly description?: string | null;
}

const ONCE = { maxRetries: 0 };
const READ = { resource: 'logField', operation: 'getMany', options: ONCE };
const SEARCH = {
	...{ resource: 'log', operation: 'search', timeRange: 'last24Hours' },
	query: 'EVENTID = (4625',
	options: ONCE,
};

/** The node makes this of an answer. */
const answered =
	(given: unknown, parameters: INodeParameters = READ) =>
	(b: Bench) =>
		b.fail(b.v2(), parameters, given);

/** The node is sent to this address. */
const at = (serverUrl: string) => (b: Bench) => b.fail(b.v2({ serverUrl }), READ);

/** The node is sent to a server with a certificate of its own making. */
const secured = (scheme: 'http' | 'https') => async (b: Bench) => {
	const server = await scripted(selfSigned);
	try {
		const serverUrl = server.url.replace(/^https?/, scheme);
		return await b.fail(b.v2({ serverUrl }), READ);
	} finally {
		await server.close();
	}
};

/** By the name of the entry in the page. */
export const TROUBLES: Readonly<Record<string, (b: Bench) => Promise<Trouble>>> = {
	'nothing-listens': at('http://127.0.0.1:1'),
	'unknown-host': at('http://log360.invalid:8095'),
	'no-scheme': at('log360.example.com:8095'),
	'https-on-http': (b) => at(b.url.replace('http:', 'https:'))(b),
	'http-on-https': secured('http'),
	'not-trusted': secured('https'),
	'login-page': answered(
		reply({ headers: { 'content-type': 'text/html' }, body: '<html>Log in</html>' }),
	),
	'wrong-token': answered(v2Error(401, 'Unauthorized', 'The token is invalid.')),
	'missing-scope': answered(v2Error(403, 'Forbidden', 'The scope logfields.READ is missing.')),
	'unknown-path': answered(v2Error(404, 'Page Not Found')),
	'query-syntax': answered(
		v2Error(400, 'Bad Request', 'query: expected ")" at position 16.'),
		SEARCH,
	),
	'too-many': answered(v2Error(429, 'Too Many Requests')),
	'server-fault': answered(v2Error(500, 'Internal Server Error')),
	'empty-query': (b) => b.fail(b.v2(), { ...SEARCH, query: '' }),
	'needs-v1-token': (b) => b.fail(b.v2(), { resource: 'product', operation: 'getDetails' }),
	'read-only': (b) =>
		b.fail(b.v2({ readOnly: true }), { resource: 'incident', operation: 'create', name: 'x' }),
	'needs-log360-server': answered(v2Error(404, 'Page Not Found'), {
		...{ resource: 'alert', operation: 'count', timeRange: 'last24Hours', options: ONCE },
	}),
};
