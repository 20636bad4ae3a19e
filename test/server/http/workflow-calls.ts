/** Calls that tests of workflows make, and a block that ends well by itself. */
import type { TestServer } from '../../support/server';
import { until } from '../../support/until';

export const EXECUTE = '/RestAPI/v1/workflow/execute';
export const ADMIN = '/admin/api/workflows';

/** Calls an administrator's route with a token. */
export const admin = (server: TestServer, path: string, body?: unknown, method?: string) =>
	server.call(`${ADMIN}${path}`, {
		...(body === undefined ? {} : { body }),
		...(method === undefined ? {} : { method }),
	});

/** Asks until the run is over; the answer about it. */
export const ended = (server: TestServer, id: number) =>
	until(async () => {
		const { body } = await admin(server, `/runs/${id}`);
		return body.run.endedAt === null ? undefined : body;
	});

/** A block that sends a mail. */
export const mail = (id: string, more: object = {}) => ({
	id,
	type: 'send_mail',
	parameters: { to: 'a@b.example', subject: id },
	...more,
});
