/** Moves an installation between the files of one machine and the engines that several servers share; what others may use of it. */
import { JobFiles } from '../../jobs';
import type { Clock } from '../../platform';
import { DataFolder, FolderEvents, FolderMarks, FolderTables } from '../../storage/sqlite';
import { OpenSearchMove } from '../../storage/opensearch';
import {
	installationKey,
	PostgresJobFiles,
	SchemaMarks,
	SchemaTables,
} from '../../storage/postgres';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openClusterDatabase } from '../cluster-stores';
import type { ClusterOptions } from '../cluster';
import { Opened } from '../opened';
import { type Moved, moveAll, type MoveProgress } from './move';

export type { Moved, MoveProgress } from './move';

/** Made when a folder is taken, before anything is moved into it. */
const LOCK = /^lock\.db/;

/** What moves, and how it is told. */
export interface MoveOptions {
	/** The data folder. */
	readonly directory: string;
	readonly cluster: ClusterOptions;
	readonly clock: Clock;
	readonly progress: MoveProgress;
}

/**
 * Moves a data folder into OpenSearch and PostgreSQL. It stays as it was, but for its layout, which is brought up to date.
 *
 * @throws FolderInUseError when a server runs on the folder
 * @throws Error when the schema has been used, or the indices have events that are not of this move
 */
export async function moveToCluster(options: MoveOptions): Promise<Moved> {
	const { directory } = options;
	if (!existsSync(join(directory, 'lock.db')))
		throw new Error(`--from: there is no data folder at ${directory}`);
	return withBoth(options, false, async ({ folder, database, events }) => {
		const marks = new SchemaMarks(database);
		await marks.requireOwn();
		if ((await marks.get('start')) === undefined) await requireEmpty(events, options.cluster);
		return inFolder(directory, async ({ tables, own }) => {
			const moved = await moveAll({
				...{ marks, progress: options.progress, now: options.clock.now() },
				events: { from: own, to: events },
				tables: { from: tables, to: new SchemaTables(database) },
				files: { from: filesOf(directory), to: new PostgresJobFiles(database) },
				stored: (ids) => marks.takeIds(ids),
			});
			await installationKey(database, folder.signingKey());
			await marks.set('end', { place: 0, rows: 0, checksum: '0' });
			return moved;
		});
	});
}

/**
 * Moves everything from OpenSearch and PostgreSQL into a data folder.
 *
 * @throws FolderInUseError when a server runs on the folder
 * @throws Error when the folder is not empty, or servers are connected to the database
 */
export async function moveToFolder(options: MoveOptions): Promise<Moved> {
	const { directory } = options;
	const marks = new FolderMarks(directory);
	const isNew = !existsSync(directory) || readdirSync(directory).every((name) => LOCK.test(name));
	if (!isNew && (await marks.get('start')) === undefined)
		throw new Error(`--to: ${directory} is not empty; name a folder that is not there yet`);
	return withBoth(options, true, async ({ folder, database, events }) => {
		const schema = new SchemaMarks(database);
		const servers = await schema.servers();
		if (servers > 0)
			throw new Error(
				`${servers} connections of running servers are open to the database: stop the servers first`,
			);
		return inFolder(directory, async ({ tables, own }) => {
			const moved = await moveAll({
				...{ marks, progress: options.progress, now: options.clock.now() },
				events: { from: events, to: own },
				tables: { from: new SchemaTables(database), to: tables },
				files: { from: new PostgresJobFiles(database), to: filesOf(directory) },
			});
			tables.requireWhole();
			folder.signingKey(await installationKey(database));
			marks.remove();
			return moved;
		});
	});
}

/** Takes the folder and connects to both engines. */
async function withBoth<T>(
	{ directory, cluster }: MoveOptions,
	moving: boolean,
	work: (both: {
		readonly folder: DataFolder;
		readonly database: Awaited<ReturnType<typeof openClusterDatabase>>;
		readonly events: OpenSearchMove;
	}) => Promise<T>,
): Promise<T> {
	const opened = new Opened();
	try {
		const folder = DataFolder.take(directory, { moving });
		opened.finally(() => folder.release());
		const name = 'log360-server migrate';
		const database = opened.add(
			await openClusterDatabase({ ...cluster, postgres: { ...cluster.postgres, name } }),
		);
		const { opensearch } = cluster;
		const events = opened.add(
			await OpenSearchMove.open({ ...opensearch, cluster: opensearch, prefix: opensearch.prefix }),
		);
		return await work({ folder, database, events });
	} finally {
		await opened.close();
	}
}

/** Opens the tables and events of a folder that was taken. */
async function inFolder<T>(
	directory: string,
	work: (folder: { readonly tables: FolderTables; readonly own: FolderEvents }) => Promise<T>,
): Promise<T> {
	const tables = new FolderTables(directory);
	const own = new FolderEvents(directory);
	try {
		return await work({ tables, own });
	} finally {
		own.close();
		tables.close();
	}
}

async function requireEmpty(events: OpenSearchMove, { opensearch }: ClusterOptions): Promise<void> {
	const count = await events.count();
	if (count > 0)
		throw new Error(
			`OpenSearch has ${count} events in indices of the prefix "${opensearch.prefix ?? 'log360'}": things move into empty ones only; name another --opensearch-prefix`,
		);
}

function filesOf(directory: string): JobFiles {
	return new JobFiles(join(directory, 'exports'));
}
