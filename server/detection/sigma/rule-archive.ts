/** Files of Sigma rules in a zip archive, such as the one that a public repository of rules hands out. */
import { readZip, type ZipLimits } from '../../platform';
import type { RuleFile } from './imported-profile';

/** More than ten times what the largest public collection has. */
export const RULE_ARCHIVE_LIMITS: ZipLimits = {
	files: 50_000,
	fileSize: 1024 * 1024,
	totalSize: 256 * 1024 * 1024,
};

/** Whether a path looks like that of a file of rules. */
export function isRulePath(path: string): boolean {
	return /\.ya?ml$/i.test(path) && !/(^|[\\/])\./.test(path);
}

/** The files of rules of an archive. @throws ZipError, while they are read */
export function* rulesOfArchive(archive: Buffer): Generator<RuleFile> {
	for (const { name, content } of readZip(archive, isRulePath, RULE_ARCHIVE_LIMITS))
		yield { name, text: content.toString('utf8') };
}
