/** A webhook receiver that checks signatures as the Standard Webhooks specification says. */
import { createHmac } from 'node:crypto';
import { FakeServer, type Got, type Reply } from './fake-server';

/** Answers with a ticket id, or with nothing. */
export class FakeReceiver extends FakeServer {
	readonly events: any[] = [];

	constructor(
		private readonly secret: string,
		private readonly ticketId: string | undefined,
	) {
		super();
	}

	protected answer({ headers, body }: Got): Reply {
		const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
		const key = Buffer.from(this.secret.replace(/^whsec_/, ''), 'base64');
		const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
		if (headers['webhook-signature'] !== expected) return { status: 401 };
		this.events.push(JSON.parse(body));
		return {
			status: 200,
			...(this.ticketId === undefined ? {} : { json: { ticket_id: this.ticketId } }),
		};
	}
}
