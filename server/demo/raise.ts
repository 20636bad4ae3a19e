/** Stores the events of a demo attack among the server's logs, and tells which alerts they raised. */
import type { AlertSeverity, AlertStore } from '../detection';
import type { IngestService } from '../logs/ingest';
import type { Clock } from '../platform';
import { ATTACK_FIELD, attackEvents } from './attack-events';
import { DEMO_ATTACKS } from './attacks';
import { eventToNdjson } from './ndjson';

/** Most alerts that are told; an attack raises a handful. */
const MOST_ALERTS = 20;

/** Where the events go, and the alerts come from. */
export interface AttackParts {
	readonly ingest: Pick<IngestService, 'take'>;
	readonly alerts: Pick<AlertStore, 'search'>;
	readonly clock: Clock;
}

/** An alert that an attack raised. */
export interface AttackAlert {
	readonly id: number;
	readonly profile: string;
	readonly severity: AlertSeverity;
	readonly host: string;
}

/** What was sent, and what it raised. */
export interface RaisedAttack {
	readonly attack: string;
	/** Number of events stored. */
	readonly events: number;
	/** Number of events left out because their log source is disabled, as a workflow that answered an earlier attack may have done. */
	readonly dropped: number;
	/** Time of the first and last of them, epoch ms. */
	readonly from: number;
	readonly to: number;
	/** Finds these events, and others of such attacks, in the logs and among the alerts. */
	readonly query: string;
	/** Newest first. */
	readonly alerts: readonly AttackAlert[];
}

/** The query that finds what an attack left. @param name a key of `DEMO_ATTACKS` */
export function attackQuery(name: string): string {
	return `${ATTACK_FIELD} = "${name}"`;
}

/**
 * Raises an attack as of now. Its alerts are stored with its events, so they are told at once; their incidents, tickets and
 * workflows follow as those of real ones do.
 *
 * @param name a key of {@link DEMO_ATTACKS}
 * @param owner whose batch the events are, see `IngestOptions`
 * @throws RangeError for an unknown name
 */
export async function raiseAttack(
	{ ingest, alerts, clock }: AttackParts,
	name: string,
	owner: string,
): Promise<RaisedAttack> {
	const events = attackEvents(name, clock.now());
	const to = events.at(-1)?.time ?? clock.now();
	const from = events[0]?.time ?? to;
	const lines = events.map((event) => `${eventToNdjson(event)}\n`).join('');
	const { stored, dropped } = await ingest.take(bytesOf(lines), { format: 'json', owner });
	const query = attackQuery(name);
	const page = await alerts.search({
		...{ query, from, to, limit: MOST_ALERTS },
		...{ form: 'server', withTotal: false },
	});
	const hits = JSON.parse(`[${Buffer.from(page.hits).toString()}]`) as Record<string, unknown>[];
	const raised = hits.map(alertOf);
	return { attack: name, events: stored, dropped, from, to, query, alerts: raised };
}

/** The attacks there are, with what happens in each. */
export function demoAttacks(): { name: string; what: string }[] {
	return [...DEMO_ATTACKS].map(([name, { what }]) => ({ name, what }));
}

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
	yield Buffer.from(text);
}

function alertOf(hit: Record<string, unknown>): AttackAlert {
	return {
		id: Number(hit['ALERT_ID']),
		profile: String(hit['ALERT_PROFILE_NAME']),
		severity: String(hit['ALERT_SEVERITY']).toLowerCase() as AlertSeverity,
		host: typeof hit['HOSTNAME'] === 'string' ? hit['HOSTNAME'] : '',
	};
}
