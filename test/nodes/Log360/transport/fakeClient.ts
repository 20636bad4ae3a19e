/** A client without a network: it remembers the calls and hands out what the test says, so that paging can be tested by itself. */
import type { IDataObject, INode } from 'n8n-workflow';

import type { Call, Generation } from '../../../../nodes/Log360/transport/call';
import type { Client } from '../../../../nodes/Log360/transport/client';
import { apiError } from '../../../../nodes/Log360/transport/errors';
import type { Cause } from '../../../../nodes/Log360/transport/explanation';

export const NODE: INode = {
	id: 'n',
	name: 'Log360',
	type: 'n8n-nodes-log360.log360',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** A call that changes nothing. */
export const READ: Call = {
	purpose: 'list log fields',
	generation: 'v2',
	method: 'GET',
	path: '/api/v2/meta/log-fields',
	repeatable: 'always',
};

export interface FakeClient extends Client {
	readonly calls: Call[];
	/** The calls that were sent after everything else, to clean up. */
	readonly last: Call[];
	/** Body or query of each call, whichever it has. */
	sent(): Array<IDataObject | undefined>;
}

/** An answer, an error to throw, or a function of the call. */
export type Script = unknown[] | ((call: Call, count: number) => unknown);

/** A list of answers is used up; asking for more than it holds fails the test. */
export function fakeClient(script: Script, generation: Generation = 'v2'): FakeClient {
	const calls: Call[] = [];
	const last: Call[] = [];
	const answer = (call: Call) => {
		calls.push(call);
		if (Array.isArray(script) && calls.length > script.length) {
			throw new Error(`Call ${calls.length} was not expected: ${call.method} ${call.path}`);
		}
		const given = Array.isArray(script)
			? (script as unknown[])[calls.length - 1]
			: script(call, calls.length);
		if (given instanceof Error) throw given;
		return given;
	};
	return {
		connection: {
			baseUrl: 'http://log360.test',
			generation,
			canV1: generation === 'v1',
			ignoreTls: false,
			readOnly: false,
			secrets: [],
		},
		generation,
		signal: undefined,
		calls,
		last,
		sent: () => calls.map(({ body, query }) => body ?? query),
		send: async (call) => answer(call),
		sendForList: async (call) => ({ body: answer(call) }),
		download: async (call) => ({ body: answer(call), headers: {} }),
		sendLast: async (call) => {
			last.push(call);
			return undefined;
		},
		serverSkew: () => undefined,
		consoleUrl: () => undefined,
		limitedMs: () => 0,
		need: () => undefined,
	};
}

/** The error that a failed call of this cause throws. */
export const failedBy = (cause: Cause, httpCode?: string) =>
	apiError(NODE, { cause, message: `It failed: ${cause}`, description: 'd', httpCode }, 0, []);

/** A V2 page of hits that only have a number. */
export const page = (numbers: number[], cursor?: string, total?: number) => ({
	data: { hits: numbers.map((n) => ({ n })) },
	meta: {
		...(cursor === undefined ? {} : { cursor }),
		...(total === undefined ? {} : { total_items: total }),
	},
});

/** Everything that a generator yields. */
export async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
	const found: T[] = [];
	for await (const one of source) found.push(one);
	return found;
}
