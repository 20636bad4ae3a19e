/** The methods around the database of workflows, called from other threads. */
import { SecretBox } from '../../../platform';
import { LogAtRest, withLogAtRest } from '../data/log-at-rest';
import { openWorkflowDatabase } from './database';
import { storeMethods } from './methods';

/** Opens the database; its methods run in the thread that hosts it. */
export function open({ file, key }: { readonly file: string; readonly key: Uint8Array }) {
	const database = openWorkflowDatabase(file);
	const methods = storeMethods(database, new SecretBox(key));
	const close = () => database.close();
	return withLogAtRest(new LogAtRest(database, file), { ...methods, close });
}

/** The store's methods, for the calling side's types. */
export type WorkerMethods = ReturnType<typeof open>;
