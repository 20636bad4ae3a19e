/**
 * Stores for tests that any engine has to pass: on SQLite, and on PostgreSQL in the tests of the project `cluster`
 * (`npm run test:cluster`), which runs the same files again.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AdminStore } from '../../server/access/admin';
import { TokenRegistry } from '../../server/access/tokens';
import type { AlertStore } from '../../server/detection';
import type { LogEvent } from '../../server/logs/events';
import type { InventoryStore } from '../../server/inventory';
import type { Clock } from '../../server/platform';
import type { TicketStore } from '../../server/response/tickets';
import {
	openInventoryStore,
	SqliteEventStore,
	SqliteIncidentStore,
	SqliteTokenStore,
} from '../../server/storage/sqlite';
import * as postgres from '../cluster/postgres/stores';
import { copyWithoutPredefined } from '../server/detection/support';

/** Set for each file by the project's setup. */
const SHARED = process.env['LOG360_TEST_ENGINE'] === 'postgres';

/** `it`, for what is about the files of the embedded engine. */
export const itOnFiles: jest.It = SHARED ? it.skip : it;

/** Opens tokens, account and audit log; those of one directory are the same. */
export function openAccessStore(directory: string): Promise<TokenRegistryStore & AdminStore> {
	return SHARED ? postgres.openAccess(directory) : SqliteTokenStore.open(directory);
}

type TokenRegistryStore = Parameters<typeof TokenRegistry.open>[0]['store'];

/** Opens a token registry over {@link openAccessStore}; closing it closes the store. */
export async function openRegistry(options: {
	readonly directory: string;
	readonly clock: Clock;
	readonly refreshMs: number;
}): Promise<TokenRegistry> {
	const { directory, ...rest } = options;
	return TokenRegistry.open({ store: await openAccessStore(directory), ...rest });
}

/** Opens the inventory without demo data. */
export function openInventory(directory: string): Promise<InventoryStore> {
	return SHARED ? postgres.openInventory(directory) : openInventoryStore(directory, false);
}

/** Opens incidents, tickets and deliveries; those of one directory are the same. */
export function openIncidents(directory: string): Promise<TicketStore> {
	return SHARED ? postgres.openIncidents(directory) : SqliteIncidentStore.open(directory);
}

/** Alerts and profiles, and a way in for the events that raise alerts. */
export interface AlertWorld {
	readonly alerts: AlertStore;
	append(events: readonly LogEvent[]): Promise<unknown>;
	close(): Promise<void>;
}

/** Opens alerts. @param options.predefined whether the predefined profiles are on as they are at first; else all are off */
export async function openAlerts(
	directory: string,
	{ predefined = false }: { readonly predefined?: boolean } = {},
): Promise<AlertWorld> {
	if (SHARED) return postgres.openAlerts(directory, predefined);
	const file = join(directory, 'events.db');
	if (!predefined && !existsSync(file)) copyWithoutPredefined(file);
	return SqliteEventStore.open({ directory, readers: 1 });
}
