/** A webhook as n8n offers one: takes every call, and keeps the ids by which repeats are told. */
import { FakeServer, type Got, type Reply } from './fake-server';

/** Answers every call with success. */
export class FakeHook extends FakeServer {
	/** Calls by `webhook-id`: a repeated call has the id of the first. */
	get calls(): Map<string, any> {
		return new Map(
			this.got.map(({ headers, body }) => [String(headers['webhook-id']), JSON.parse(body)]),
		);
	}

	protected answer({ method }: Got): Reply {
		return { status: method === 'POST' ? 200 : 405, json: { started: true } };
	}
}
