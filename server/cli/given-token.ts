/** Finds the token for a running server: in a file or in the environment, never on the command line, which every user sees. */
import { readFileSync } from 'node:fs';
import { isLoopback } from '../platform';

/**
 * The token, or undefined when none was given.
 *
 * @param file of `--token-file`
 * @throws Error naming the file when it cannot be read
 */
export function givenToken(
	file: string | undefined,
	env: Readonly<Record<string, string | undefined>>,
): string | undefined {
	if (file === undefined) return env['LOG360_TOKEN'] || undefined;
	try {
		return readFileSync(file, 'utf8').trim();
	} catch (error) {
		const { message } = error as Error;
		throw new Error(`--token-file: cannot read ${file}: ${message}`, { cause: error });
	}
}

/** What to say about an address over which a token or a password would be readable on its way; undefined when it is not. */
export function plainWarning(url: string): string | undefined {
	const { protocol, hostname } = new URL(url);
	if (protocol === 'https:' || isLoopback(hostname)) return undefined;
	return `log360-server: warning: ${hostname} is reached over plain HTTP: the token or password can be read on its way\n`;
}
