/** Runs a command: its help, its output, and how its failures end. */

/** A wrong command line; the message says what is wrong. */
export class CommandUsageError extends Error {}

/** Where a command writes. */
export interface CommandOutput {
	readonly stdout: (text: string) => void;
	readonly stderr: (text: string) => void;
}

/** A command as {@link runCommand} takes it. */
export interface Command {
	/** As it is called, for instance `demo`. */
	readonly name: string;
	readonly help: string;
	/** Does it. @returns what to print. @throws CommandUsageError, or an error whose message is for people */
	readonly work: () => Promise<string>;
}

/**
 * Runs it.
 *
 * @param argv arguments after the name
 * @returns exit code: 0, 1 (it failed) or 2 (the command line is wrong)
 */
export async function runCommand(
	argv: readonly string[],
	{ stdout, stderr }: CommandOutput,
	{ name, help, work }: Command,
): Promise<number> {
	if (argv.includes('--help') || argv.includes('-h')) {
		stdout(help);
		return 0;
	}
	try {
		stdout(await work());
		return 0;
	} catch (error) {
		const usage =
			error instanceof CommandUsageError ||
			String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS');
		stderr(`log360-server: ${(error as Error).message}\n`);
		if (usage) stderr(`Try "log360-server ${name} --help".\n`);
		return usage ? 2 : 1;
	}
}
