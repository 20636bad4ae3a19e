/** Every request that the documents show is sent to a started server with demo data, and every path that they name is one of its. */
import { type Operation, operation, OPERATION_IDS } from '../../server/contract';
import { blocks, inlineCode } from './documents';
import { commandsOf, curlRequest } from './shell';
import { TestServer } from '../support/server';

let server: TestServer;

beforeAll(async () => {
	server = await TestServer.start({ empty: false });
});
afterEach(() => expect(server.faults).toEqual([]));

const requests = blocks()
	.filter(({ language, text }) => ['sh', 'console'].includes(language) && /^curl /m.test(text))
	.map(({ name, text }) => [name, text] as const);

it('there is something to send', () => {
	expect(requests.length).toBeGreaterThanOrEqual(3);
});

it.each(requests)('%s', async (_name, script) => {
	const values = { TOKEN: server.demoToken, V1_TOKEN: server.v1Token };
	for (const words of commandsOf(script, values)) {
		if (words[0] !== 'curl') continue;
		const { path, ...request } = curlRequest(words);
		// Answers are checked against the contract by the server itself here.
		const { status, body } = await server.call(path, { ...request, token: null });
		expect({ status, body }).toMatchObject({ status: 200 });
	}
});

describe('paths', () => {
	const known = new Set(OPERATION_IDS.map(operation).map(nameOf));
	const named = inlineCode()
		.map(({ file, text }) => ({ file, text: text.replace(/\?.*$/, '') }))
		.filter(({ text }) => /^(GET|POST|PUT|DELETE) \/(api\/v2|RestAPI\/v1)\//.test(text))
		// `/tickets/...` stands for several.
		.filter(({ text }) => !text.endsWith('...'));

	it('are those of the contract', () => {
		expect(named.length).toBeGreaterThan(100);
		const unknown = named.filter(({ text }) => !known.has(bare(text)));
		expect(unknown).toEqual([]);
	});
});

/** Method and path without the names of the parameters. */
function nameOf({ method, path }: Operation): string {
	return bare(`${method} ${path}`);
}

function bare(call: string): string {
	return call.replace(/\{\w+\}/g, '{}');
}
