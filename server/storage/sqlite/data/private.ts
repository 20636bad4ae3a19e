/** Keeps the files of the data folder to their owner, whatever was there before. */
import { chmodSync, lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';

/** What this server keeps in its folder; other files of a folder that somebody chose are none of its business. */
const OWN_FILE = /^(?:[a-z]+\.db(?:\.lock)?(?:-wal|-shm|-journal)?|signing\.key|migration\.json)$/;
const OWN_FOLDERS = ['exports'];

/** Files and folders made from now on are open to nobody else; threads share this with the process. */
export function keepPrivate(): void {
	process.umask(0o077);
}

/**
 * Takes the rights of group and others away from the server's own files, and from the folder itself when it is the server's.
 *
 * @param directory the data folder
 * @returns what could not be changed, for a warning
 */
export function makePrivate(directory: string): string[] {
	const open: string[] = [];
	const entries = readdirSync(directory);
	const own = entries.filter((name) => OWN_FILE.test(name));
	const narrow = (path: string) => {
		const stats = statsOf(path);
		if (stats === undefined || stats.isSymbolicLink() || (stats.mode & 0o077) === 0) return;
		try {
			chmodSync(path, stats.isDirectory() ? 0o700 : 0o600);
		} catch {
			open.push(path);
		}
	};
	if (entries.length === own.length + OWN_FOLDERS.filter((name) => entries.includes(name)).length)
		narrow(directory);
	else if (((statsOf(directory)?.mode ?? 0) & 0o077) !== 0) open.push(directory);
	for (const name of own) narrow(join(directory, name));
	for (const folder of OWN_FOLDERS.filter((name) => entries.includes(name))) {
		narrow(join(directory, folder));
		for (const name of readdirSync(join(directory, folder))) narrow(join(directory, folder, name));
	}
	return open;
}

function statsOf(path: string): Stats | undefined {
	return lstatSync(path, { throwIfNoEntry: false });
}
