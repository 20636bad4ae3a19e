/** Every JSON of the documents is what it is said to be: each block is given to what it is meant for. */
import { parseConfig } from '../../server/config';
import { OPERATION_IDS, operation, v1ErrorBody, v2ErrorBody } from '../../server/contract';
import { blocks, inlineCode } from './documents';
import { TestServer } from '../support/server';

let server: TestServer;

beforeAll(async () => {
	server = await TestServer.start();
});
afterEach(() => expect(server.faults).toEqual([]));

/** Sends a body to the administrator API, which must take it; hands back its answer. */
async function taken(method: string, path: string, body: unknown): Promise<any> {
	const answer = await server.call(`/admin/api${path}`, { method, body });
	expect([200, 201]).toContain(answer.status);
	return answer.body;
}

/** Makes a custom workflow of a definition and hands back its id. */
async function workflow(name: string, definition: unknown): Promise<number> {
	return (await taken('POST', '/workflows', { name, definition })).workflow.id;
}

const DEFINITION = 'docs/workflows.md json 1';

/** What is done with each block; a block without an entry fails. */
const USES: Readonly<Record<string, (given: any) => unknown>> = {
	'docs/aggregates.md json 1': (given) =>
		operation('server.search.aggregate').response?.parse(given),
	'docs/alerts.md json 1': (given) => taken('POST', '/alerts/profiles', given),
	'docs/configuration.md json 1': (given) => {
		const parsed = parseConfig(['--config', 'log360.json'], {}, () => JSON.stringify(given));
		expect(parsed).toMatchObject({ ok: { port: 9000, empty: true, maxBatch: 64 * 2 ** 20 } });
	},
	'docs/errors.md json 1': (given) =>
		expect(given).toEqual(v1ErrorBody('wrong_scope', 'search.READ')),
	'docs/errors.md json 2': (given) =>
		expect(given).toEqual(v2ErrorBody('wrong_scope', 'search.READ')),
	'docs/incidents.md json 1': async (given) => {
		const { profile } = await taken('PUT', '/alerts/profiles/1001', given);
		expect(profile).toMatchObject(given);
	},
	'docs/log-formats.md json 1': async (given) => {
		await server.store([given]);
		const { body } = await server.search({ query: `HOSTNAME = ${given.HOSTNAME}` });
		expect(body.data.hits).toMatchObject([given]);
	},
	// The line of a log: its keys are tested where lines are written, its words belong together here.
	'docs/operations.md json 1': (given) => {
		expect(OPERATION_IDS).toContain(given.operation);
		expect(operation(given.operation)).toMatchObject({ method: given.method, path: given.path });
	},
	'docs/ticketing.md json 1': (given) => taken('POST', '/ticketing/connections', given),
	[DEFINITION]: (given) => workflow('Definition', given),
	'docs/workflows.md json 2': async (given) => {
		const id = await workflow('Started by alerts', JSON.parse(found.get(DEFINITION) ?? ''));
		await taken('PUT', `/workflows/${id}/profiles`, given);
	},
};

const found = new Map(
	blocks()
		.filter(({ language }) => language === 'json')
		.map(({ name, text }) => [name, text]),
);

it('knows every block, and no block that is gone', () => {
	expect(Object.keys(USES).sort()).toEqual([...found.keys()].sort());
});

it.each(Object.entries(USES))('%s', async (name, use) => {
	await use(JSON.parse(found.get(name) ?? ''));
});

it('every JSON within a sentence can be read, unless it names keys alone', () => {
	const objects = inlineCode().filter(({ text }) => /^[[{]["{].*[\]}]$/.test(text));
	const whole = objects.filter(({ text }) => !isOutline(text));
	expect(whole.length).toBeGreaterThan(5);
	for (const { file, text } of whole) {
		expect(() => JSON.parse(text) as unknown).not.toThrow(`${file}: ${text}`);
	}
});

/** Whether a text names keys without values, as `{"id", "state"}` does. */
function isOutline(text: string): boolean {
	return /[{,]\s*"\w+"\s*[,}]/.test(text);
}
