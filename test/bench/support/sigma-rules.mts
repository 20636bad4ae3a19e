/** Alert profiles made of all rules of a copy of SigmaHQ/sigma, all of them switched on. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import detectionDoor from '../../../server/dist/detection/index.js';
import sqliteDoor from '../../../server/dist/storage/sqlite/index.js';

/**
 * Makes `file` an event database with every rule of `folder` that can be imported enabled, and no other profile.
 *
 * @param off names of those that stay off
 */
export async function enableSigmaRules(
	file: string,
	folder: string,
	off: ReadonlySet<string> = new Set(),
): Promise<void> {
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((path) => /^rules[^/]*\/.*\.yml$/.test(path))
		.sort()
		.map((path) => ({ name: path, text: readFileSync(join(folder, path), 'utf8') }));
	const store = new sqliteDoor.EventWriter(file);
	for (const { id } of store.alerts.profileSet().profiles)
		store.alerts.updateProfile(id, { enabled: false });
	await detectionDoor.importProfiles(files, async (drafts) =>
		// Those that no log source of this server can match cost the most honest price, too.
		store.alerts.importProfiles(
			drafts.map((draft) => ({ ...draft, enabled: !off.has(draft.name) })),
		),
	);
	store.close();
}
