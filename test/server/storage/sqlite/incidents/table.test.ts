/** The rows of incidents: what one of them may hold of notes and evidence, whoever adds it. */
import {
	type IncidentError,
	MOST_ENTRIES,
	MOST_LENGTH,
	type NewIncident,
} from '../../../../../server/response/incidents';
import { transaction } from '../../../../../server/storage/sqlite/data/transaction';
import { openIncidentDatabase } from '../../../../../server/storage/sqlite/incidents/database';
import { IncidentTable } from '../../../../../server/storage/sqlite/incidents/table';
import { tempFolder } from '../../../../support/temp';
import { join } from 'node:path';

const doing = { actor: 'ann', now: Date.UTC(2026, 0, 31, 12) };
const incident: NewIncident = {
	...{ name: 'Brute force', description: '', severity: 'trouble', status: 'open' },
	...{ assignee: null, dueAt: null, actors: [], source: 'manual', evidence: [] },
};

function opened() {
	const database = openIncidentDatabase(join(tempFolder(), 'incidents.db'));
	const table = new IncidentTable(database);
	const id = transaction(database, () => table.insert(incident, doing));
	const inOneGo = (work: () => void) => transaction(database, work);
	/** As so many changes, one by one, would have left them. */
	const fill = (kind: 'note' | 'evidence', of: number, count: number) => {
		const columns = kind === 'note' ? 'text, author' : 'source, description, data, added_by';
		const values = kind === 'note' ? "'n', 'ann'" : "'manual', 'd', 'null', 'ann'";
		database.exec(`
			WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < ${count})
			INSERT INTO ${kind} (incident_id, ${columns}, created_at) SELECT ${of}, ${values}, 0 FROM many
		`);
	};
	return { table, id, inOneGo, fill, close: () => database.close() };
}

/** What a refused change says, and its code. */
function refusal(work: () => unknown): string {
	try {
		work();
	} catch (error) {
		const { code, message } = error as IncidentError;
		return `${code} ${message}`;
	}
	throw new Error('nothing was refused');
}

it.each(['note', 'evidence'] as const)(
	'an incident takes so many entries of the kind %s, and not one more',
	(kind) => {
		const { table, id, inOneGo, fill, close } = opened();
		const piece = { source: 'manual', description: 'd', data: null } as const;
		const more = kind === 'note' ? { note: 'n' } : { evidence: [piece] };
		fill(kind, id, MOST_ENTRIES - 1);
		inOneGo(() => table.update(id, more, doing));
		expect(table.held(kind, id).count).toBe(MOST_ENTRIES);
		const said = refusal(() => inOneGo(() => table.update(id, { ...more, name: 'New' }, doing)));
		expect(said).toContain('conflict');
		expect(said).toContain(
			`${kind}: incident ${id} has ${MOST_ENTRIES} already, of at most ${MOST_ENTRIES}; create another incident.`,
		);
		// Nothing of the change was made, and what is no entry may change on.
		expect([table.held(kind, id).count, table.find(id)?.name]).toEqual([
			MOST_ENTRIES,
			'Brute force',
		]);
		table.update(id, { name: 'New' }, doing);
		expect(table.find(id)?.name).toBe('New');
		close();
	},
);

it('notes have a length in all, which their number does not hide', () => {
	const { table, id, inOneGo, close } = opened();
	const note = 'n'.repeat(MOST_LENGTH / 4);
	for (let n = 0; n < 4; n++) inOneGo(() => table.update(id, { note }, doing));
	const said = refusal(() => inOneGo(() => table.update(id, { note: 'x' }, doing)));
	expect(said).toContain(
		`note: incident ${id} has ${MOST_LENGTH} characters already, of at most ${MOST_LENGTH}`,
	);
	expect(table.get(id).notes).toHaveLength(4);
	// Evidence has a length of its own.
	inOneGo(() =>
		table.update(id, { evidence: [{ source: 'manual', description: 'd', data: 'x' }] }, doing),
	);
	expect(table.get(id).evidence).toHaveLength(1);
	close();
});

it('an incident that would begin with too much is not created', () => {
	const { table, inOneGo, close } = opened();
	const note = 'n'.repeat(MOST_LENGTH + 1);
	expect(refusal(() => inOneGo(() => table.insert({ ...incident, note }, doing)))).toContain(
		`has 0 characters already, of at most ${MOST_LENGTH}`,
	);
	expect(table.list({ from: 1, limit: 10 }).total).toBe(1);
	close();
});
