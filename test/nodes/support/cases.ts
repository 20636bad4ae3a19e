/** A scripted server for a test file, credentials for it in both dialects, and the checks that most operations share. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { failure, items, output, type Failure, type Trial } from './n8n';
import { json, scripted, type Answerer, type Reply, type Scripted, type Seen } from './scripted';

export const TOKEN_V2 = 'l360_v2-token-0123456789';
export const TOKEN_V1 = 'v1-token-abcdefghijklmnop';

export interface Bench {
	/** The requests of the last run. */
	readonly seen: Seen[];
	readonly url: string;
	answer(with_: Answerer | Reply[]): void;
	/** V2 credential without a V1 token. */
	v2(more?: IDataObject): IDataObject;
	/** V2 credential that has a V1 token too. */
	both(): IDataObject;
	v1(): IDataObject;
	/** Runs the node against the answers and returns its JSON output. */
	run(
		credentials: IDataObject,
		parameters: INodeParameters,
		...replies: unknown[]
	): Promise<IDataObject[]>;
	/** As `run`, for runs that must fail. */
	fail(
		credentials: IDataObject,
		parameters: INodeParameters,
		...replies: unknown[]
	): Promise<Failure>;
	trial(credentials: IDataObject, parameters: INodeParameters, more?: Partial<Trial>): Trial;
}

/** Starts a scripted server before the tests of a file and closes it after them. */
export function bench(): Bench {
	let server: Scripted;
	beforeAll(async () => {
		server = await scripted();
	});
	afterAll(async () => await server.close());

	const trial = (
		credentials: IDataObject,
		parameters: INodeParameters,
		more: Partial<Trial> = {},
	) => ({ credentials, parameters, ...more }) as Trial;
	const script = (replies: unknown[]) => {
		if (replies.length > 0) server.answer(replies.map(asReply));
	};
	return {
		get seen() {
			return server.seen;
		},
		get url() {
			return server.url;
		},
		answer: (with_) => server.answer(with_),
		v2: (more = {}) => ({ serverUrl: server.url, token: TOKEN_V2, ...more }),
		both: () => ({ serverUrl: server.url, token: TOKEN_V2, v1Token: TOKEN_V1 }),
		v1: () => ({ serverUrl: server.url, apiVersion: 'v1', token: TOKEN_V1 }),
		async run(credentials, parameters, ...replies) {
			script(replies);
			return await output(trial(credentials, parameters));
		},
		async fail(credentials, parameters, ...replies) {
			script(replies);
			return await failure(trial(credentials, parameters));
		},
		trial,
	};
}

/** A plain object is the JSON of a good answer; one made by `reply` is taken as it is. */
function asReply(given: unknown): Reply {
	return given instanceof Scripting ? given.reply : json(given);
}

class Scripting {
	constructor(readonly reply: Reply) {}
}

/** An answer with status, headers or a body that is no JSON. */
export function reply(given: Reply): unknown {
	return new Scripting(given);
}

/** A V2 error. */
export const v2Error = (status: number, title: string, detail?: string, code = '10000000') =>
	reply({ status, body: { error: { code, title, ...(detail ? { detail } : {}) } } });

/** A V1 error. */
export const v1Error = (status: number, description: string, code = 'CODE') =>
	reply({ status, body: { ERROR_CODE: code, ERROR_DESCRIPTION: description } });

/** A resource locator as the editor stores it. */
export const picked = (value: string) => ({ __rl: true, mode: 'list', value });
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/**
 * The two tests of every operation that only V2 has: a V1 credential is refused before any call.
 */
export function v2Only(bench_: Bench, parameters: INodeParameters) {
	it('refuses a V1 credential before the call and says what to do', async () => {
		const error = await bench_.fail(bench_.v1(), parameters, {});
		expect(error.message).toMatch(/^API V1 cannot /);
		expect(error.description).toContain('API version V2');
		expect(error.context.itemIndex).toBe(0);
		expect(bench_.seen).toHaveLength(0);
	});
}

/**
 * The tests of every operation that only V1 has: with a V2 credential, the V1 token is used; without one, the call is refused
 * before it is made.
 */
export function v1Only(bench_: Bench, parameters: INodeParameters, ...replies: unknown[]) {
	it('refuses a V2 credential without V1 token before the call and says what to do', async () => {
		const error = await bench_.fail(bench_.v2(), parameters, {});
		expect(error.message).toMatch(/^API V2 cannot .*; this needs a V1 token$/);
		expect(error.description).toContain('"V1 Token" of the credential');
		expect(bench_.seen).toHaveLength(0);
	});

	it('uses the V1 path and the V1 token of a V2 credential', async () => {
		await bench_.run(bench_.both(), parameters, ...replies);
		for (const { path, headers } of bench_.seen) {
			expect(path).toMatch(/^\/RestAPI\/v1\//);
			expect(headers.authorization).toBe(`Bearer ${TOKEN_V1}`);
		}
		expect(bench_.seen.length).toBeGreaterThan(0);
	});
}

export { items, json };
