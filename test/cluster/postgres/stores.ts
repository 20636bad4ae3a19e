/** The stores on PostgreSQL for the tests that every engine has to pass; a directory stands for a schema. */
import {
	ACCESS_LAYOUT,
	INVENTORY_LAYOUT,
	postgresAccessStore,
	postgresInventoryStore,
	type PostgresDatabase,
} from '../../../server/storage/postgres';
import { type Layouts, newSchema, openPostgres } from './fixture';

const schemas = new Map<string, string>();

/** Opens what the directory stands for. */
async function open<S extends object>(
	directory: string,
	layouts: Layouts,
	make: (database: PostgresDatabase) => S,
): Promise<S & { close(): Promise<void> }> {
	const schema = schemas.get(directory) ?? newSchema();
	schemas.set(directory, schema);
	const database = await openPostgres(layouts, schema);
	// Here nobody else uses the connections.
	return Object.assign(make(database), { close: () => database.close() });
}

/** Tokens, administrators and audit log. */
export const openAccess = (directory: string) =>
	open(directory, [ACCESS_LAYOUT], postgresAccessStore);

/** Inventory and custom reports. */
export const openInventory = (directory: string) =>
	open(directory, [INVENTORY_LAYOUT], postgresInventoryStore);
