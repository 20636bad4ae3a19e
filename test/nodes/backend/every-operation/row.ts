/** What the table of operations says about one operation: how it is tried, and what must come of it. */
import type { INodeParameters } from 'n8n-workflow';

import type { Backend } from '../../support/backend';

export type Generation = 'v1' | 'v2';

/** One try of an operation against the server, prepared. */
export interface Attempt {
	/** Parameters beside resource and operation. */
	readonly parameters: INodeParameters;
	/** The JSON of the items that must come out; asymmetric matchers where the server chooses. */
	readonly output: unknown;
	/** Reads back from the server what the operation did there. */
	check?(): Promise<void>;
}

export interface Row {
	/** Operations of the server's contract that a V2 token makes the node call; absent where V2 cannot do it. */
	readonly v2?: readonly string[];
	/** The same of a V1 token. */
	readonly v1?: readonly string[];
	/** How the error names what one generation cannot do; needed where one is absent. */
	readonly purpose?: string;
	/** Makes what the operation works on; called anew for every try. */
	prepare(server: Backend, generation: Generation): Promise<Attempt> | Attempt;
}

/** Rows by `resource.operation`. */
export type Rows = Readonly<Record<string, Row>>;

/** The host whose logs the table's tries are about; see `prepareWorld`. */
export const HOST = 'matrix01';

/** The search for its three failed logons, as parameters of the node. */
export const FAILED_LOGONS = {
	query: `HOSTNAME = ${HOST} AND EVENTID = 4625`,
	timeRange: 'lastHour',
	returnAll: true,
};

/** These logons in their flat form, which is the same in both generations. */
export const failedLogons = Array(3).fill(
	expect.objectContaining({
		key: expect.any(String) as string,
		time: expect.any(String) as string,
		eventId: '4625',
		host: HOST,
		user: 'joe',
		message: 'An account failed to log on.',
	}),
) as unknown[];

/** Three failed logons on the host, and its cleared audit log, which raises an alert of profile 1101. */
export async function prepareWorld(server: Backend): Promise<void> {
	const now = Date.now();
	const event = { HOSTNAME: HOST, LOGTYPE: 'Windows', CHANNEL: 'Security', USERNAME: 'joe' };
	await server.ingest([
		...[1, 2, 3].map((number) => ({
			...event,
			time: now - 60_000 + number,
			EVENTID: 4625,
			RECORDNUMBER: number,
			MESSAGE: 'An account failed to log on.',
		})),
		{ ...event, time: now - 30_000, EVENTID: 1102, MESSAGE: 'The audit log was cleared.' },
	]);
}
