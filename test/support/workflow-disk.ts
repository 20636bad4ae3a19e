/** Where workflows are kept, for tests that any engine has to pass: on SQLite, and on PostgreSQL in the project `cluster`. */
import { join } from 'node:path';
import { SecretBox } from '../../server/platform';
import { forwardingStore, type WorkflowStore } from '../../server/response/workflows';
import { openWorkflowDatabase, storeMethods } from '../../server/storage/sqlite';
import * as postgres from '../cluster/postgres/stores';

/** Set for each file by the project's setup. */
const SHARED = process.env['LOG360_TEST_ENGINE'] === 'postgres';

const KEY = new Uint8Array(32);

/** Opens the store of a directory. */
export async function openWorkflowDisk(
	directory: string,
): Promise<{ readonly store: WorkflowStore; close(): Promise<void> }> {
	if (SHARED) return postgres.openWorkflows(directory, KEY);
	const database = openWorkflowDatabase(join(directory, 'workflows.db'));
	// Deaths here are those of a process, not of the power: the disk need not be waited for.
	database.exec('PRAGMA synchronous = OFF');
	const methods = storeMethods(database, new SecretBox(KEY));
	const store = forwardingStore(async (method, args) =>
		(methods[method] as (...given: unknown[]) => unknown)(...args),
	);
	return { store, close: async () => database.close() };
}
