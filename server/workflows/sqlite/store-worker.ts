/** Worker thread entry around the database of workflows. */
import { serveWorker, threadData } from '../../workers/rpc';
import { openWorkflowDatabase } from './database';
import { storeMethods } from './methods';

const database = openWorkflowDatabase(threadData<{ file: string }>().file);
const methods = { ...storeMethods(database), close: () => database.close() };

/** The worker's methods, for the calling side's types. */
export type WorkerMethods = typeof methods;

serveWorker(methods);
