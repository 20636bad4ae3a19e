/** The list of incidents: its filters and orders as SQL. */
import type { IncidentFilter } from '../../../response/incidents';

/** A condition with the values of its parameters. */
interface Condition {
	readonly sql: string;
	readonly values?: Readonly<Record<string, unknown>>;
}

/**
 * The part of a query that chooses incidents.
 *
 * @returns SQL that begins with a blank or is empty, over `incident i`, and its named parameters
 */
export function chosenIncidents(filter: IncidentFilter): {
	where: string;
	values: Record<string, unknown>;
} {
	const conditions = conditionsOf(filter);
	const where = conditions.map(({ sql }) => `(${sql})`).join(' AND ');
	const values = Object.assign({}, ...conditions.map((one) => one.values ?? {})) as Record<
		string,
		unknown
	>;
	return { where: where === '' ? '' : ` WHERE ${where}`, values };
}

/** The order of the list; ids break ties, so that pages are the same each time. */
export function orderOf({ sortBy = 'created', descending = true }: IncidentFilter): string {
	const direction = descending ? 'DESC' : 'ASC';
	const column = sortBy === 'updated' ? `i.updated_at ${direction}, ` : '';
	return ` ORDER BY ${column}i.id ${direction}`;
}

/** A text as it is searched. */
export function folded(text: string): string {
	return text.toLowerCase();
}

function conditionsOf(filter: IncidentFilter): Condition[] {
	const { severities, statuses, assignee, text, actor, ticketId, key, below } = filter;
	const when = <T>(value: T | undefined, sql: string, values?: (value: T) => object) =>
		value === undefined
			? []
			: [{ sql, values: (values?.(value) ?? {}) as Readonly<Record<string, unknown>> }];
	return [
		...when(severities, 'i.severity = ANY(:severities::text[])', () => ({ severities })),
		...when(statuses, 'i.status = ANY(:statuses::text[])', () => ({ statuses })),
		...when(assignee, 'lower(i.assignee) = lower(:assignee COLLATE "C")', () => ({ assignee })),
		...when(filter.unassigned === true ? true : undefined, 'i.assignee IS NULL'),
		...when(filter.createdSince, 'i.created_at >= :createdSince', (createdSince) => ({
			createdSince,
		})),
		...when(filter.createdUntil, 'i.created_at <= :createdUntil', (createdUntil) => ({
			createdUntil,
		})),
		...when(filter.updatedSince, 'i.updated_at >= :updatedSince', (updatedSince) => ({
			updatedSince,
		})),
		...when(filter.updatedUntil, 'i.updated_at <= :updatedUntil', (updatedUntil) => ({
			updatedUntil,
		})),
		...when(
			text,
			'strpos(i.folded_name, :text) > 0 OR strpos(i.folded_description, :text) > 0',
			(part) => ({ text: folded(part) }),
		),
		...when(actor, ':actor = ANY(i.folded_actors)', (name) => ({ actor: folded(name) })),
		...when(
			ticketId,
			'EXISTS (SELECT 1 FROM ticket t WHERE t.incident_id = i.id AND (t.ticket_id = :ticket OR t.alias = :ticket))',
			(ticket) => ({ ticket }),
		),
		...when(key, 'i.group_key = :key', () => ({ key })),
		...when(below, 'i.id < :below', () => ({ below })),
	];
}
