/** Worker thread entry around the database of workflows. */
import { workerData } from 'node:worker_threads';
import { serveWorker } from '../../workers/rpc';
import { openWorkflowDatabase } from './database';
import { storeMethods } from './methods';

const database = openWorkflowDatabase((workerData as { file: string }).file);
const methods = { ...storeMethods(database), close: () => database.close() };

/** The worker's methods, for the calling side's types. */
export type WorkerMethods = typeof methods;

serveWorker(methods);
