/** What a ticketing tool has to be able to do, and what it is given. */

import type { Incident } from '../incidents';
import type { OutgoingResponse } from '../../platform/outgoing';
import type { Secrets } from '../../platform';

/** A tool's answer was not the hoped-for one. */
export class ToolError extends Error {
	/**
	 * @param message what it answered, without secrets
	 * @param response the answer that was at fault; its status and Retry-After decide about another try
	 */
	constructor(
		message: string,
		readonly response?: Pick<OutgoingResponse, 'status' | 'headers'>,
	) {
		super(message);
		this.name = 'ToolError';
	}
}

/** A call to the tool's API. */
export interface ToolRequest {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
	/** Added to the connection's address. */
	readonly path: string;
	readonly query?: Readonly<Record<string, string>>;
	/** Sent as JSON. */
	readonly json?: unknown;
	/** Sent as a form (ServiceDesk Plus). */
	readonly form?: Readonly<Record<string, string>>;
	/** Sent as it is, JSON text. */
	readonly text?: string;
	readonly headers?: Readonly<Record<string, string>>;
}

/** What an adapter works with in one delivery. */
export interface ToolContext {
	readonly settings: Readonly<Record<string, string>>;
	readonly secrets: Secrets;
	/** Id of the message, the same at every attempt. */
	readonly messageId: string;
	/** Epoch ms. */
	readonly now: number;
	/** Calls the API. @throws ToolError unless the answer is 2xx; its JSON, undefined when it is none */
	call(request: ToolRequest): Promise<unknown>;
}

/** What to write into the ticket, in the tool's words; null = leave it. */
export interface ToolValues {
	readonly status: string | null;
	readonly severity: string | null;
}

/** A ticket as the tool names it. */
export interface ToolTicket {
	readonly id: string;
	/** Its other name; null when it has one only. */
	readonly alias: string | null;
}

/** Speaks one tool's API. */
export interface ToolAdapter {
	/** The incident's ticket if an attempt that was cut off has created it already; undefined when not, or unknowable. */
	find?(incident: Incident, context: ToolContext): Promise<ToolTicket | undefined>;
	/** Creates the incident's ticket; undefined when the tool gives no id. */
	create(
		incident: Incident,
		values: ToolValues,
		context: ToolContext,
	): Promise<ToolTicket | undefined>;
	/** Brings the ticket up to date; undefined ticket = the tool gave no id. */
	update(
		ticket: ToolTicket | undefined,
		incident: Incident,
		values: ToolValues,
		context: ToolContext,
	): Promise<void>;
	/** Calls the tool without changing anything there, to see whether settings and secrets are right. @returns what it said, in words */
	test(context: ToolContext): Promise<string>;
}

/** The text of a ticket. */
export function ticketText(incident: Incident): string {
	const actors = incident.actors.flatMap((actor) => Object.entries(actor));
	return [
		incident.description,
		...actors.map(([role, names]) => `${role}: ${names.join(', ')}`),
		...(incident.profile === null ? [] : [`Alert profile: ${incident.profile.name}`]),
		`Log360 incident ${incident.id}`,
	]
		.filter((line) => line !== '')
		.join('\n');
}

/** By this a tool's ticket is found again. */
export function correlationOf(incident: Pick<Incident, 'id'>): string {
	return `log360-incident-${incident.id}`;
}

/** Reads a value out of an answer by keys and indexes; undefined when something on the way is missing. */
export function dig(value: unknown, ...path: readonly (string | number)[]): unknown {
	return path.reduce<unknown>(
		(found, key) =>
			typeof found === 'object' && found !== null && Object.hasOwn(found, key)
				? (found as Record<string | number, unknown>)[key]
				: undefined,
		value,
	);
}

/** An id out of an answer as text; undefined when it is none. */
export function idText(value: unknown): string | undefined {
	return typeof value === 'string' && value !== ''
		? value
		: typeof value === 'number'
			? String(value)
			: undefined;
}
