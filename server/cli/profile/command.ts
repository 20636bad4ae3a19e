/** The command `log360-server profile`: lists, creates, changes, imports, enables, disables and deletes alert profiles. */
import {
	type AlertProfile,
	type AlertStore,
	profileType,
	readProfile,
	readProfileChange,
	type Unsupported,
} from '../../detection';
import { DataFolder, SqliteEventStore } from '../../storage/sqlite';
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { PROFILE_HELP } from './help';

/** What the command sees of the world. */
export interface ProfileCommandContext {
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly stdout: (text: string) => void;
	readonly stderr: (text: string) => void;
	/** Reads a file as text; throws when it cannot. */
	readonly readFile: (path: string) => string;
	/** Whether a person sees what goes to `stderr`. */
	readonly interactive?: boolean;
}

class ProfileUsageError extends Error {}

/** What an action answers: text for people, a value for `--json`, and whether all went well. */
interface Outcome {
	readonly text: string;
	readonly json: unknown;
	readonly failed?: boolean;
}

type Action = (
	store: AlertStore,
	operands: readonly string[],
	context: ProfileCommandContext,
	options: CommandOptions,
) => Promise<Outcome>;

/** Options of the import. */
interface CommandOptions {
	readonly unsupported: string;
	readonly placeholders: string | undefined;
	readonly all: boolean;
}

/** Actions, and whether they take operands. */
const ACTIONS: ReadonlyMap<string, { readonly run: Action; readonly operands?: string }> = new Map(
	Object.entries({
		list: { run: list },
		create: { run: create, operands: 'one JSON file' },
		change: { run: changeByFile, operands: 'an id and one JSON file' },
		import: {
			run: importFiles,
			operands: 'at least one file, folder or zip archive of Sigma rules',
		},
		enable: { run: (store, ids) => change(store, ids, true), operands: 'at least one id' },
		disable: { run: (store, ids) => change(store, ids, false), operands: 'at least one id' },
		delete: { run: remove, operands: 'at least one id' },
	}),
);

/**
 * Runs the command.
 *
 * @param argv arguments after `profile`
 * @returns exit code: 0, 1 (it failed, or a rule was not imported) or 2 (the command line is wrong)
 */
export async function profileCommand(
	argv: readonly string[],
	context: ProfileCommandContext,
): Promise<number> {
	if (argv.includes('--help') || argv.includes('-h')) {
		context.stdout(PROFILE_HELP);
		return 0;
	}
	try {
		const { action, operands, data, json, options } = readArguments(argv, context);
		const outcome = await withStore(data, (store) => action(store, operands, context, options));
		context.stdout(json ? `${JSON.stringify(outcome.json, undefined, '\t')}\n` : outcome.text);
		return outcome.failed === true ? 1 : 0;
	} catch (error) {
		const usage =
			error instanceof ProfileUsageError ||
			String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS');
		context.stderr(`log360-server: ${(error as Error).message}\n`);
		if (usage) context.stderr('Try "log360-server profile --help".\n');
		return usage ? 2 : 1;
	}
}

function readArguments(argv: readonly string[], { env }: ProfileCommandContext) {
	const { values, positionals } = parseArgs({
		args: [...argv],
		allowPositionals: true,
		options: {
			data: { type: 'string' },
			json: { type: 'boolean', default: false },
			unsupported: { type: 'string' },
			placeholders: { type: 'string' },
			all: { type: 'boolean', default: false },
		},
	});
	const [name = '', ...operands] = positionals;
	const action = ACTIONS.get(name);
	if (action === undefined)
		throw new ProfileUsageError(
			`profile: expected one of ${[...ACTIONS.keys()].join(', ')}, got ${JSON.stringify(name)}`,
		);
	const { run, operands: wanted } = action;
	if ((wanted === undefined) !== (operands.length === 0))
		throw new ProfileUsageError(`profile ${name}: expected ${wanted ?? 'nothing more'}`);
	const { unsupported = 'disable', placeholders, all } = values;
	if (unsupported !== 'disable' && unsupported !== 'refuse')
		throw new ProfileUsageError(
			`--unsupported: expected disable or refuse, got ${JSON.stringify(unsupported)}`,
		);
	const forImport = [values.unsupported, placeholders, all || undefined];
	if (name !== 'import' && forImport.some((value) => value !== undefined))
		throw new ProfileUsageError(
			`profile ${name}: --unsupported, --placeholders and --all belong to profile import`,
		);
	const data = values.data ?? env['LOG360_DATA'] ?? './log360-data';
	const options = { unsupported, placeholders, all };
	return { action: run, operands, data, json: values.json, options };
}

async function withStore(
	directory: string,
	work: (store: AlertStore) => Promise<Outcome>,
): Promise<Outcome> {
	if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true)
		throw new Error(`--data: there is no folder ${directory}; it is made by log360-server start`);
	const folder = DataFolder.take(directory);
	try {
		const store = await SqliteEventStore.open({ directory, readers: 1 });
		try {
			return await work(store.alerts);
		} finally {
			await store.close();
		}
	} finally {
		folder.release();
	}
}

async function list(store: AlertStore): Promise<Outcome> {
	const profiles = await store.profiles();
	return { text: profiles.map(row).join(''), json: profiles };
}

async function create(
	store: AlertStore,
	operands: readonly string[],
	{ readFile }: ProfileCommandContext,
): Promise<Outcome> {
	const [file, ...more] = operands as [string, ...string[]];
	if (more.length > 0) throw new ProfileUsageError('profile create: expected one JSON file');
	const profile = await store.createProfile(read(file, readFile, readProfile));
	return { text: row(profile), json: profile };
}

/** What the file leaves out stays. */
async function changeByFile(
	store: AlertStore,
	operands: readonly string[],
	{ readFile }: ProfileCommandContext,
): Promise<Outcome> {
	const [id = '', file, ...more] = operands;
	if (file === undefined || more.length > 0)
		throw new ProfileUsageError('profile change: expected an id and one JSON file');
	const profile = await store.updateProfile(idOf(id), read(file, readFile, readProfileChange));
	return { text: row(profile), json: profile };
}

function read<T>(file: string, readFile: (path: string) => string, parse: (text: string) => T): T {
	try {
		return parse(readFile(file));
	} catch (error) {
		throw new Error(`${file}: ${(error as Error).message}`);
	}
}

async function importFiles(
	store: AlertStore,
	paths: readonly string[],
	{ readFile, stderr, interactive }: ProfileCommandContext,
	{ unsupported, placeholders, all }: CommandOptions,
): Promise<Outcome> {
	// Loaded at first use: no other command needs the YAML parser.
	const { importRules, placeholdersOf } =
		require('./import-rules') as typeof import('./import-rules');
	return importRules(store, paths, {
		unsupported: unsupported as Unsupported,
		placeholders:
			placeholders === undefined ? undefined : read(placeholders, readFile, placeholdersOf),
		all,
		progress: interactive === true ? stderr : undefined,
	});
}

async function change(
	store: AlertStore,
	ids: readonly string[],
	enabled: boolean,
): Promise<Outcome> {
	const changed: AlertProfile[] = [];
	for (const id of ids.map(idOf)) changed.push(await store.updateProfile(id, { enabled }));
	return { text: changed.map(row).join(''), json: changed };
}

async function remove(store: AlertStore, ids: readonly string[]): Promise<Outcome> {
	for (const id of ids.map(idOf)) await store.deleteProfile(id);
	return { text: ids.map((id) => `deleted ${id}\n`).join(''), json: { deleted: ids.map(idOf) } };
}

function idOf(text: string): number {
	if (/^\d{1,15}$/.test(text)) return Number(text);
	throw new ProfileUsageError(`expected the id of a profile, got ${JSON.stringify(text)}`);
}

function row(profile: AlertProfile): string {
	const state = profile.enabled ? 'enabled' : 'disabled';
	return `${String(profile.id).padEnd(6)}${state.padEnd(10)}${profile.severity.padEnd(11)}${profileType(profile).padEnd(13)}${profile.name}\n`;
}
