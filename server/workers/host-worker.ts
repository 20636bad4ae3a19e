/** Worker thread entry that hosts the entry files of several small stores, see `shareThread`. */
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { type HostMessage, host } from './rpc';

const load = createRequire(__filename);

parentPort?.on('message', (message: HostMessage) => {
	host(message, (entry) => {
		// Each load is a store of its own, with state of its own.
		delete load.cache[load.resolve(entry)];
		load(entry);
	});
});
