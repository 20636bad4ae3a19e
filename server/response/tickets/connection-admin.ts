/** What administrators do with ticketing connections and deliveries. */
import { AdminError } from '../../access/admin';
import type { Clock, SecretBox, Secrets } from '../../platform';
import { newWebhookSecret } from '../../platform/outgoing';
import type { z } from 'zod';
import type { TicketStore } from './store';
import type { StoredConnection, Ticket } from './connection';
import type { ConnectionTest, Deliveries } from './deliveries';
import type { Attempt, Delivery, DeliveryFilter } from './delivery';
import { DEFAULT_MAPPING } from './mapping';
import {
	changedMapping,
	type MappingChange,
	type createConnectionBody,
	SECRETS,
	SETTINGS,
	type updateConnectionBody,
} from './settings';

/** Manages connections; the tool decides which settings and secrets are right. */
export class ConnectionAdmin {
	constructor(
		private readonly store: Pick<TicketStore, 'call'>,
		private readonly clock: Clock,
		private readonly box: SecretBox,
		private readonly sender: Deliveries,
	) {}

	/** All connections. */
	list(): Promise<StoredConnection[]> {
		return this.store.call('listConnections', []);
	}

	/**
	 * Makes a connection. A webhook without a secret gets one, which is answered this once.
	 *
	 * @param registeredBy name of the token of the client that registers it for itself; absent when a person makes it
	 * @throws AdminError 400 naming what is wrong; IncidentError `conflict` when the name is taken
	 */
	async create(
		body: Omit<z.output<typeof createConnectionBody>, 'mapping'> & {
			mapping?: MappingChange | undefined;
		},
		registeredBy?: string,
	): Promise<{ connection: StoredConnection; newSecret: string | undefined }> {
		const { tool, name, enabled, severities, mapping } = body;
		const generate = tool === 'webhook' && body.secrets['secret'] === undefined;
		const newSecret = generate ? newWebhookSecret() : undefined;
		const given = generate ? { ...body.secrets, secret: newSecret } : body.secrets;
		const settings = checked(SETTINGS[tool], body.settings, 'settings');
		const sealed = this.box.seal(checked(SECRETS[tool], given, 'secrets'));
		const whole = changedMapping(DEFAULT_MAPPING[tool], mapping);
		const draft = { tool, name, enabled, severities, settings, mapping: whole };
		const connection = await this.store.call('addConnection', [
			draft,
			sealed,
			this.clock.now(),
			registeredBy,
		]);
		return { connection, newSecret };
	}

	/** Changes a connection; what is absent stays. @returns undefined when it is unknown. @throws as `create` */
	async update(
		id: number,
		change: z.output<typeof updateConnectionBody>,
	): Promise<StoredConnection | undefined> {
		const present = await this.store.call('findConnection', [id]);
		if (present === undefined) return undefined;
		const { tool } = present;
		const draft = {
			name: change.name ?? present.name,
			enabled: change.enabled ?? present.enabled,
			severities: change.severities ?? present.severities,
			mapping: changedMapping(present.mapping, change.mapping),
			settings: checked(SETTINGS[tool], change.settings ?? present.settings, 'settings'),
		};
		const secrets =
			change.secrets === undefined
				? present.secrets
				: this.box.seal(checked(SECRETS[tool], change.secrets, 'secrets'));
		// A secret must not follow an address to another owner: whoever changes one enters the other.
		if (change.secrets === undefined && draft.settings['url'] !== present.settings['url']) {
			throw new AdminError(
				400,
				'invalid_request',
				'secrets: expected them again, because settings.url has changed',
			);
		}
		return this.store.call('updateConnection', [id, draft, secrets, this.clock.now()]);
	}

	/** Deletes a connection with its tickets and deliveries. @returns whether it was there */
	delete(id: number): Promise<boolean> {
		return this.store.call('deleteConnection', [id]);
	}

	/** Calls the tool without changing anything there. @returns undefined when the connection is unknown */
	async test(id: number): Promise<ConnectionTest | undefined> {
		const connection = await this.store.call('findConnection', [id]);
		return connection === undefined ? undefined : this.sender.test(connection);
	}

	/**
	 * Has the ticket of an incident created, whatever the connection's severities say.
	 *
	 * @throws IncidentError `unknown_incident`; `conflict` when there is one, one is on its way, or the connection is
	 * disabled
	 * @returns the delivery; undefined when the connection is unknown
	 */
	async createTicket(connectionId: number, incidentId: number): Promise<Delivery | undefined> {
		const args = [connectionId, incidentId, this.clock.now()] as const;
		const delivery = await this.store.call('requestTicket', [...args]);
		if (delivery !== undefined) this.sender.wake();
		return delivery;
	}

	/** The tickets of an incident, in the order of their connections. */
	async ticketsOf(
		incidentId: number,
	): Promise<{ readonly connection: StoredConnection; readonly ticket: Ticket }[]> {
		const connections = await this.store.call('listConnections', []);
		const tickets = await Promise.all(
			connections.map(({ id }) => this.store.call('ticketOf', [id, incidentId])),
		);
		return connections.flatMap((connection, index) => {
			const ticket = tickets[index];
			return ticket === undefined ? [] : [{ connection, ticket }];
		});
	}

	/** Deliveries, newest first. */
	deliveries(filter: DeliveryFilter): Promise<Delivery[]> {
		return this.store.call('listDeliveries', [filter]);
	}

	/** A delivery with its log, undefined when it is unknown. */
	async delivery(id: number): Promise<{ delivery: Delivery; attempts: Attempt[] } | undefined> {
		const delivery = await this.store.call('findDelivery', [id]);
		if (delivery === undefined) return undefined;
		return { delivery, attempts: await this.store.call('deliveryAttempts', [id]) };
	}

	/** Names of the tokens of the clients that registered a connection for themselves, by the connection's id. */
	registered(): Promise<ReadonlyMap<number, string>> {
		return this.store.call('registeredConnections', []);
	}

	/** Sends all dead deliveries again, or those of one connection. @returns how many */
	resendDead(connectionId?: number): Promise<number> {
		return this.sender.resendAll(connectionId);
	}

	/** Sends a dead delivery again. @returns undefined when it is unknown or not dead */
	resend(id: number): Promise<Delivery | undefined> {
		return this.sender.resend(id);
	}
}

function checked(schema: z.ZodType, value: unknown, where: string): Secrets {
	const result = schema.safeParse(value);
	if (result.success) {
		const entries = Object.entries(result.data as Record<string, string | undefined>);
		return Object.fromEntries(
			entries.filter((entry): entry is [string, string] => entry[1] !== undefined),
		);
	}
	const [issue] = result.error.issues;
	const path = [where, ...(issue?.path ?? [])].join('.');
	throw new AdminError(400, 'invalid_request', `${path}: ${issue?.message ?? 'not valid'}`);
}
