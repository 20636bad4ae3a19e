/** The rows of ticketing connections; synchronous, so it lives in the incidents' thread. */
import {
	connectionColumns,
	type ConnectionDraft,
	nameTaken,
	type StoredConnection,
	toConnection,
} from '../../../response/tickets';
import type { DatabaseSync } from 'node:sqlite';

/** Reads and writes connections. */
export class ConnectionTable {
	constructor(private readonly database: DatabaseSync) {}

	/** All connections, in the order of their creation. */
	list(): StoredConnection[] {
		return this.database.prepare('SELECT * FROM connection ORDER BY id').all().map(toConnection);
	}

	find(id: number): StoredConnection | undefined {
		const row = this.database.prepare('SELECT * FROM connection WHERE id = ?').get(id);
		return row === undefined ? undefined : toConnection(row);
	}

	/** @throws IncidentError `conflict` when the name is taken */
	insert(draft: ConnectionDraft, secrets: Uint8Array, now: number): StoredConnection {
		this.refuseTaken(draft.name, 0);
		const { lastInsertRowid } = this.database
			.prepare(
				`INSERT INTO connection (tool, name, enabled, settings, mapping, severities, secrets, created_at, updated_at)
				VALUES (:tool, :name, :enabled, :settings, :mapping, :severities, :secrets, :now, :now)`,
			)
			.run({ ...columns(draft), tool: draft.tool, secrets: bound(secrets), now });
		return this.find(Number(lastInsertRowid)) as StoredConnection;
	}

	/** The tool of a connection never changes. @returns undefined when it is unknown */
	update(
		id: number,
		draft: Omit<ConnectionDraft, 'tool'>,
		secrets: Uint8Array,
		now: number,
	): StoredConnection | undefined {
		this.refuseTaken(draft.name, id);
		this.database
			.prepare(
				`UPDATE connection SET name = :name, enabled = :enabled, settings = :settings, mapping = :mapping,
					severities = :severities, secrets = :secrets, updated_at = :now WHERE id = :id`,
			)
			.run({ ...columns(draft), secrets: bound(secrets), now, id });
		return this.find(id);
	}

	/** Deletes it with its tickets and deliveries. @returns whether it was there */
	delete(id: number): boolean {
		return this.database.prepare('DELETE FROM connection WHERE id = ?').run(id).changes > 0;
	}

	private refuseTaken(name: string, id: number): void {
		const other = this.database.prepare('SELECT id FROM connection WHERE name = ? AND id <> ?');
		if (other.get(name, id) !== undefined) {
			nameTaken(name);
		}
	}
}

function columns(draft: Omit<ConnectionDraft, 'tool'>) {
	return { ...connectionColumns(draft), enabled: Number(draft.enabled) };
}

/** Before 24.15, Node stored no bytes that came from another thread as NULL; those of this thread it stored as they are. */
function bound(secrets: Uint8Array): Uint8Array {
	return secrets.length === 0 ? new Uint8Array(0) : secrets;
}
