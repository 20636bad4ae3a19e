/** Finds the administrator's password in the configuration. */
import { readFile } from 'node:fs/promises';

/**
 * The configured password, or null when there is none. Of a file, the line break at its end is no part of
 * the password.
 *
 * @throws Error naming the file when it cannot be read
 */
export async function configuredPassword(config: {
	readonly adminPassword: string | null;
	readonly adminPasswordFile: string | null;
}): Promise<string | null> {
	const path = config.adminPasswordFile;
	if (path === null) return config.adminPassword;
	try {
		return (await readFile(path, 'utf8')).replace(/\r?\n$/, '');
	} catch (error) {
		const { message } = error as Error;
		throw new Error(`--admin-password-file: cannot read ${path}: ${message}`, { cause: error });
	}
}
