/** Names who and what is involved in an alert, from the fields of its document. */

/** Role to names, one role an object: `[{ entity: ['dev-agent'] }]` (documented). */
export type Actors = readonly Readonly<Record<string, readonly string[]>>[];

/** The product's widget shows users, entities, services and processes; `suspect` is in the vendor's sample. */
export const ACTOR_FIELDS = {
	entity: 'HOSTNAME',
	user: 'USERNAME',
	suspect: 'REMOTEIP',
	service: 'SERVICENAME',
	process: 'PROCESSNAME',
} as const;
/** What an actor of an alert is to it. */
export type ActorRole = keyof typeof ACTOR_FIELDS;

/** Windows writes `-` for nothing. */
const NOTHING = new Set(['', '-', 'N/A']);

/** The actors of one alert. */
export function actorsOf(document: Readonly<Record<string, unknown>>): Actors {
	return Object.entries(ACTOR_FIELDS)
		.map(([role, field]) => [role, textOf(document[field])] as const)
		.filter(([, name]) => !NOTHING.has(name))
		.map(([role, name]) => ({ [role]: [name] }));
}

/** A document's value as text; what is neither text nor number is none. */
export function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
