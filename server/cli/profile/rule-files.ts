/** Files of Sigma rules on disk: single ones, all below a folder, or those of a zip archive. */
import { isRulePath, RULE_ARCHIVE_LIMITS, type RuleFile, rulesOfArchive } from '../../detection';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Reads the rules of a path, file by file.
 *
 * @throws Error when the path, or a file below it, cannot be read or is too large
 */
export function* ruleFiles(path: string): Generator<RuleFile> {
	if (statSync(path).isDirectory()) {
		const entries = readdirSync(path, { recursive: true, encoding: 'utf8' });
		for (const name of entries.filter(isRulePath).sort()) yield ruleFile(join(path, name));
	} else if (/\.zip$/i.test(path)) {
		for (const file of rulesOfArchive(readFileSync(path)))
			yield { ...file, name: `${path}:${file.name}` };
	} else {
		yield ruleFile(path);
	}
}

function ruleFile(name: string): RuleFile {
	const { size } = statSync(name);
	if (size > RULE_ARCHIVE_LIMITS.fileSize)
		throw new Error(
			`${name}: expected at most ${RULE_ARCHIVE_LIMITS.fileSize} bytes, found ${size}`,
		);
	return { name, text: readFileSync(name, 'utf8') };
}
