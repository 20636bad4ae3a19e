/** The command `log360-server token`: creates, lists, regenerates and revokes tokens. */
import type { Clock } from '../../platform';
import { plainWarning } from '../given-token';
import { type Target, type TokenArguments, TokenUsageError, readArguments } from './arguments';
import { TOKEN_HELP } from './help';
import { openLocal } from './local';
import type { TokenManager } from './manager';
import { printList, printMade } from './print';
import { type Credential, openRemote } from './remote';

/** What the command sees of the world. */
export interface CommandContext {
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly clock: Clock;
	readonly stdout: (text: string) => void;
	readonly stderr: (text: string) => void;
	/** Reads a file as text; throws when it cannot. */
	readonly readFile: (path: string) => string;
	/** Sends requests; the global `fetch` by default. */
	readonly fetch?: typeof fetch;
}

/**
 * Runs the command.
 *
 * @param argv arguments after `token`
 * @returns exit code: 0, 1 (it failed) or 2 (the command line is wrong)
 */
export async function tokenCommand(
	argv: readonly string[],
	context: CommandContext,
): Promise<number> {
	if (argv.includes('--help') || argv.includes('-h')) {
		context.stdout(TOKEN_HELP);
		return 0;
	}
	try {
		const parsed = readArguments(argv, context.env);
		const manager = await open(parsed.target, context);
		try {
			context.stdout(await run(manager, parsed));
		} finally {
			await manager.close();
		}
		return 0;
	} catch (error) {
		const usage = error instanceof TokenUsageError;
		context.stderr(`log360-server: ${(error as Error).message}\n`);
		if (usage) context.stderr('Try "log360-server token --help".\n');
		return usage ? 2 : 1;
	}
}

async function open(target: Target, context: CommandContext): Promise<TokenManager> {
	if ('data' in target) return openLocal(target.data, context.clock);
	context.stderr(plainWarning(target.url) ?? '');
	return openRemote(target.url, credentialOf(target.passwordFile, context), context.fetch);
}

function credentialOf(
	passwordFile: string | undefined,
	{ env, readFile }: CommandContext,
): Credential {
	if (passwordFile !== undefined) {
		try {
			return { password: readFile(passwordFile).replace(/\r?\n$/, '') };
		} catch (error) {
			const { message } = error as Error;
			throw new Error(`--admin-password-file: cannot read ${passwordFile}: ${message}`, {
				cause: error,
			});
		}
	}
	if (env['LOG360_ADMIN_PASSWORD']) return { password: env['LOG360_ADMIN_PASSWORD'] };
	if (env['LOG360_TOKEN']) return { token: env['LOG360_TOKEN'] };
	throw new TokenUsageError(
		'--url needs --admin-password-file FILE, LOG360_ADMIN_PASSWORD, or a token with the scope admin in LOG360_TOKEN',
	);
}

async function run(manager: TokenManager, { action, json }: TokenArguments): Promise<string> {
	switch (action.name) {
		case 'create': {
			const { label: name, scopes, expires } = action;
			const made = await manager.create({ name, scopes, expires });
			return json ? line(made) : printMade(made);
		}
		case 'regenerate': {
			const made = await manager.regenerate(action.id, action.expires);
			return json ? line(made) : printMade(made);
		}
		case 'revoke': {
			const token = await manager.revoke(action.id);
			return json ? line({ token }) : `Token "${token.name}" (${token.id}) is revoked.\n`;
		}
		case 'list': {
			const tokens = await manager.list();
			return json ? line({ tokens }) : printList(tokens);
		}
	}
}

function line(value: unknown): string {
	return `${JSON.stringify(value)}\n`;
}
