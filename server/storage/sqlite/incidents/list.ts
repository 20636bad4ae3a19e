/** The list of incidents: its filters and orders as SQL. */
import type { IncidentFilter } from '../../../response/incidents';
import type { DatabaseSync } from 'node:sqlite';

/** A condition with the values of its parameters. */
interface Condition {
	readonly sql: string;
	readonly values?: Readonly<Record<string, string | number>>;
}

/**
 * The part of a query that chooses incidents.
 *
 * @returns SQL that begins with a blank or is empty, over `incident i`, and its named parameters
 */
export function chosenIncidents(filter: IncidentFilter): {
	where: string;
	values: Record<string, string | number>;
} {
	const conditions = conditionsOf(filter);
	const where = conditions.map(({ sql }) => `(${sql})`).join(' AND ');
	const values = Object.assign({}, ...conditions.map((one) => one.values ?? {})) as Record<
		string,
		string | number
	>;
	return { where: where === '' ? '' : ` WHERE ${where}`, values };
}

/** The order of the list; ids break ties, so that pages are the same each time. */
export function orderOf({ sortBy = 'created', descending = true }: IncidentFilter): string {
	const direction = descending ? 'DESC' : 'ASC';
	const column = sortBy === 'updated' ? `i.updated_at ${direction}, ` : '';
	return ` ORDER BY ${column}i.id ${direction}`;
}

/** Registers what SQLite lacks: texts that contain others without case, whatever the script. */
export function registerFunctions(database: DatabaseSync): void {
	database.function('contains_text', { deterministic: true }, (text, part) =>
		Number(String(text).toLowerCase().includes(String(part).toLowerCase())),
	);
}

function conditionsOf(filter: IncidentFilter): Condition[] {
	const { assignee, text, actor, ticketId, key, below } = filter;
	const given: (Condition | undefined)[] = [
		oneOf('severity', filter.severities),
		oneOf('status', filter.statuses),
		assignee === undefined ? undefined : { sql: 'i.assignee = :assignee', values: { assignee } },
		filter.unassigned === true ? { sql: 'i.assignee IS NULL' } : undefined,
		range('created_at', '>=', filter.createdSince),
		range('created_at', '<=', filter.createdUntil),
		range('updated_at', '>=', filter.updatedSince),
		range('updated_at', '<=', filter.updatedUntil),
		text === undefined
			? undefined
			: {
					sql: 'contains_text(i.name, :text) OR contains_text(i.description, :text)',
					values: { text },
				},
		actor === undefined
			? undefined
			: {
					// Actors are a list of objects, role to names.
					sql: `EXISTS (SELECT 1 FROM json_each(i.actors) entry, json_each(entry.value) role,
						json_each(role.value) name WHERE name.value = :actor COLLATE NOCASE)`,
					values: { actor },
				},
		ticketId === undefined
			? undefined
			: {
					sql: 'EXISTS (SELECT 1 FROM ticket t WHERE t.incident_id = i.id AND (t.ticket_id = :ticket OR t.alias = :ticket))',
					values: { ticket: ticketId },
				},
		key === undefined ? undefined : { sql: 'i.group_key = :key', values: { key } },
		below === undefined ? undefined : { sql: 'i.id < :below', values: { below } },
	];
	return given.filter((condition) => condition !== undefined);
}

function oneOf(column: string, words: readonly string[] | undefined): Condition | undefined {
	if (words === undefined) return undefined;
	const values = Object.fromEntries(words.map((word, index) => [`${column}${index}`, word]));
	const names = Object.keys(values).map((name) => `:${name}`);
	return { sql: `i.${column} IN (${names.join(', ')})`, values };
}

function range(column: string, operator: string, time: number | undefined): Condition | undefined {
	if (time === undefined) return undefined;
	const name = `${column}_${operator === '>=' ? 'since' : 'until'}`;
	return { sql: `i.${column} ${operator} :${name}`, values: { [name]: time } };
}
