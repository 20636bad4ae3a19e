/** Webhooks that clients register for themselves: each is a connection, told apart from those that people made. */
import { AdminError } from '../../access/admin';
import type { Severity } from '../../contract';
import { IncidentError } from '../incidents';
import { newWebhookSecret } from '../../platform/outgoing';
import type { StoredConnection } from './connection';
import type { ConnectionAdmin } from './connection-admin';
import type { Delivery, DeliveryFilter } from './delivery';

/** What a client asks for. */
export interface WebhookRequest {
	readonly name: string;
	readonly url: string;
	readonly severities: readonly Severity[];
	/** Made up when absent. */
	readonly secret?: string | undefined;
}

/** A registered webhook. */
export interface RegisteredWebhook {
	readonly connection: StoredConnection;
	/** Name of the token that registered it. */
	readonly registeredBy: string;
}

/** There is no registered webhook of this id. */
export class UnknownWebhookError extends Error {
	/** @param given the id as the caller wrote it */
	constructor(readonly given: number) {
		super(`Unknown webhook ${given}`);
		this.name = 'UnknownWebhookError';
	}
}

/** Registers, lists and removes them. */
export class RegisteredWebhooks {
	constructor(private readonly connections: ConnectionAdmin) {}

	/**
	 * Registers a webhook. A registered one of the same name takes the new address, severities and secret, so that a
	 * client that was cut off can ask again.
	 *
	 * @param by name of the token
	 * @throws IncidentError `conflict` when a connection of a person has the name
	 * @throws AdminError 400 for an address or a secret that cannot be used
	 */
	async register(
		request: WebhookRequest,
		by: string,
	): Promise<RegisteredWebhook & { readonly secret: string }> {
		const { name, url, severities, secret = newWebhookSecret() } = request;
		const common = { name, enabled: true, severities: [...severities] };
		const given = { ...common, settings: { url }, secrets: { secret } };
		const known = await this.connections.registered();
		const same = (await this.connections.list()).find(
			(connection) => connection.name.toLowerCase() === name.toLowerCase(),
		);
		if (same !== undefined && !known.has(same.id)) {
			const what = `name: a connection of the console is called ${JSON.stringify(same.name)}.`;
			throw new IncidentError('conflict', what);
		}
		const connection =
			same === undefined
				? (await this.connections.create({ tool: 'webhook', ...given }, by)).connection
				: await this.connections.update(same.id, given);
		if (connection === undefined) throw new IncidentError('conflict', 'It is being removed.');
		return { connection, registeredBy: known.get(connection.id) ?? by, secret };
	}

	/** All of them, oldest first. */
	async list(): Promise<RegisteredWebhook[]> {
		const known = await this.connections.registered();
		const all = await this.connections.list();
		return all.flatMap((connection) => {
			const registeredBy = known.get(connection.id);
			return registeredBy === undefined ? [] : [{ connection, registeredBy }];
		});
	}

	/** @throws UnknownWebhookError */
	async get(id: number): Promise<RegisteredWebhook> {
		const found = (await this.list()).find(({ connection }) => connection.id === id);
		if (found === undefined) throw new UnknownWebhookError(id);
		return found;
	}

	/** Removes it with its deliveries. @throws UnknownWebhookError @returns what it was */
	async delete(id: number): Promise<RegisteredWebhook> {
		const webhook = await this.get(id);
		await this.connections.delete(id);
		return webhook;
	}

	/** Its deliveries, newest first. @throws UnknownWebhookError */
	async deliveries(
		id: number,
		filter: Omit<DeliveryFilter, 'connectionId'>,
	): Promise<readonly Delivery[]> {
		await this.get(id);
		return this.connections.deliveries({ ...filter, connectionId: id });
	}

	/** Sends its dead deliveries again. @throws UnknownWebhookError @returns how many */
	async resend(id: number): Promise<number> {
		await this.get(id);
		return this.connections.resendDead(id);
	}
}

/** What is wrong with a registration, in the words of its request; undefined for any other error. */
export function registrationProblem(error: unknown): string | undefined {
	if (!(error instanceof AdminError) || error.status !== 400) return undefined;
	return error.message.replace(/^settings\.url/, 'url').replace(/^secrets\.secret/, 'secret');
}
