/** Pictures and logs that a run leaves for people to look at. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { e2ePackage } from '../../../scripts/n8n/paths.mjs';

/**
 * @param {string} name - of the file, below `test/e2e/artifacts`
 * @param {string | Uint8Array} content
 */
export function writeArtifact(name, content) {
	const folder = join(e2ePackage, 'artifacts');
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, name), content);
}
