/** The command `log360-server migrate`: moves an installation between one machine's files and shared engines, with progress. */
import { type Moved, moveToCluster, moveToFolder } from '../../compose';
import { enginesOf, parseConfig } from '../../config';
import type { Clock } from '../../platform';
import { counted } from '../counted';
import { Progress } from '../progress';
import { type CommandOutput, CommandUsageError, runCommand } from '../run-command';
import { MIGRATE_HELP } from './help';

/** What the command sees of the world. */
export interface MigrateCommandContext extends CommandOutput {
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly clock: Clock;
	readonly readFile: (path: string) => string;
	/** Whether progress may rewrite its line. */
	readonly interactive: boolean;
}

/** Runs the command. @param argv arguments after `migrate` @returns exit code, see `runCommand` */
export function migrateCommand(
	argv: readonly string[],
	context: MigrateCommandContext,
): Promise<number> {
	return runCommand(argv, context, {
		...{ name: 'migrate', help: MIGRATE_HELP },
		work: async () => {
			const { from, to, rest } = folders(argv);
			const parsed = parseConfig(rest, context.env, context.readFile);
			if ('error' in parsed) throw new CommandUsageError(parsed.error);
			const cluster = 'ok' in parsed ? enginesOf(parsed.ok, context.readFile) : undefined;
			if (cluster === undefined)
				throw new CommandUsageError('migrate: needs --opensearch URLS and --postgres URL');
			const common = { cluster, clock: context.clock, progress: progressOf(context) };
			if (from !== undefined) {
				const moved = await moveToCluster({ ...common, directory: from });
				return `${summary(moved)} moved from ${from}, and the same; it stays as it was\n`;
			}
			const directory = to as string;
			const moved = await moveToFolder({ ...common, directory });
			return `${summary(moved)} moved to ${directory}, and the same; the engines keep theirs\n`;
		},
	});
}

function summary({ events, rows, files }: Moved): string {
	return `${counted(events, 'event')}, ${counted(rows, 'row')} of other tables and ${counted(files, 'file')}`;
}

/** The two options of the command's own; all others are those of `start`. */
function folders(argv: readonly string[]) {
	const found = new Map<string, string>();
	const rest: string[] = [];
	for (let at = 0; at < argv.length; at++) {
		const [, name, attached] = /^--(from|to)(?:=(.*))?$/s.exec(argv[at] as string) ?? [];
		if (name === undefined) {
			rest.push(argv[at] as string);
			continue;
		}
		const value = attached ?? argv[++at];
		if (value === undefined || value === '' || value.startsWith('--'))
			throw new CommandUsageError(`--${name}: expected the path of a data folder`);
		if (found.has(name)) throw new CommandUsageError(`--${name}: given twice`);
		found.set(name, value);
	}
	const [from, to] = [found.get('from'), found.get('to')];
	if ((from === undefined) === (to === undefined))
		throw new CommandUsageError('migrate: give either --from DIR or --to DIR');
	return { from, to, rest };
}

/** A line a step: how far it is and how fast. */
function progressOf({ stderr, interactive }: MigrateCommandContext) {
	let progress: Progress | undefined;
	const rate = (perSecond: number) => `${Math.round(perSecond)}/s`;
	return {
		begin: (name: string, total: number) => {
			progress = new Progress(name, total, stderr, interactive, rate);
		},
		advance: (count: number) => progress?.advance(count),
		end: (text: string) => progress?.done(text),
	};
}
