/**
 * The arrangement that servers of tests have: files of a folder, or both engines that several servers share, in the tests
 * of the project `cluster` (`npm run test:cluster`), which runs the same files again.
 */
import { openTokens } from '../../server/compose';
import type { TokenRegistry } from '../../server/access/tokens';
import type { ServerOptions } from '../../server/main';
import type { Clock } from '../../server/platform';
import { openInventoryStore } from '../../server/storage/sqlite';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as cluster from '../cluster/servers/place';
import { copyAsCrashed } from '../server/http/jobs-crash';

/** Set for each file by the project's setup. */
const SHARED = process.env['LOG360_TEST_ENGINE'] === 'postgres';

/** The options of a server on a directory. */
export function arrangementOf(directory: string): Pick<ServerOptions, 'cluster'> {
	return SHARED ? { cluster: cluster.clusterOf(directory) } : {};
}

/** Opens the tokens of a directory beside its servers, as the command line does. */
export function openTokensOf(
	directory: string,
	clock: Clock,
): Promise<{ readonly registry: TokenRegistry; close(): Promise<void> }> {
	if (SHARED) return cluster.openClusterTokens(directory, clock);
	return openTokens({ directory, clock, refreshMs: 0 }).then(({ registry }) => ({
		registry,
		close: () => registry.close(),
	}));
}

/** Makes `to` what the servers of `from` would leave if they crashed now; what they do later is not in it. */
export async function leaveAsCrashed(from: string, to: string): Promise<void> {
	if (SHARED) await cluster.leaveBehind(from, to);
	else copyAsCrashed(from, to);
}

/** Stops taking in the logs of a host. */
export async function disableSource(directory: string, name: string): Promise<void> {
	if (SHARED) return cluster.disableClusterSource(directory, name);
	const database = new DatabaseSync(join(directory, 'events.db'), { timeout: 5000 });
	const { changes } = database.prepare('UPDATE source SET enabled = 0 WHERE name = ?').run(name);
	database.close();
	if (changes !== 1) throw new Error(`There is no log source ${name}`);
}

/** Adds the demo's agents, domains, computers and users before the first server of a directory starts. */
export async function addDemoInventory(directory: string): Promise<void> {
	if (SHARED) await cluster.addClusterInventory(directory);
	else await (await openInventoryStore(directory, true)).close();
}

/** Removes what lies elsewhere than in folders; call when the servers are closed. */
export const removeElsewhere = (): Promise<void> => cluster.removeClusters();
