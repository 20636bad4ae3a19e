/** The version of this server, as its package says. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The package file lies one folder up in the sources, and two when compiled. */
function readVersion(): string {
	const beside = join(__dirname, '..', 'package.json');
	const file = existsSync(beside) ? beside : join(__dirname, '..', '..', 'package.json');
	return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** For instance `0.1.0`. */
export const VERSION = readVersion();
