/** Writes the documents that are generated from the contract; run as `node server/dist/contract/write-docs.js`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { renderCoverage } from './coverage';
import { renderErrors } from './errors.doc';
import { IMPLEMENTED } from './implemented';

/**
 * Writes `coverage.md` and `errors.md`.
 *
 * @param folder where to
 * @returns paths written
 */
export function writeDocs(folder: string): string[] {
	mkdirSync(folder, { recursive: true });
	const documents = { 'coverage.md': renderCoverage(IMPLEMENTED), 'errors.md': renderErrors() };
	return Object.entries(documents).map(([name, text]) => {
		const path = join(folder, name);
		writeFileSync(path, text);
		return path;
	});
}

if (require.main === module) {
	const folder = process.argv[2] ?? resolve(__dirname, '../../../docs');
	for (const path of writeDocs(folder)) console.log(`wrote ${path}`);
}
