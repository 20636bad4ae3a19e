/** The methods around the database of workflows, called from other threads. */
import { SecretBox } from '../../../platform';
import { openWorkflowDatabase } from './database';
import { storeMethods } from './methods';

/** Opens the database; its methods run in the thread that hosts it. */
export function open({ file, key }: { readonly file: string; readonly key: Uint8Array }) {
	const database = openWorkflowDatabase(file);
	return { ...storeMethods(database, new SecretBox(key)), close: () => database.close() };
}

/** The store's methods, for the calling side's types. */
export type WorkerMethods = ReturnType<typeof open>;
