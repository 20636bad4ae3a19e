/** Finds a Java development kit that is new enough, and Maven. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** OpenSearch 3 needs 21. */
const OLDEST = 21;
/** Where Linux distributions put them. */
const FOLDER = '/usr/lib/jvm';

/**
 * The newest JDK of 21 or later: that of `JAVA_HOME`, or one where distributions put them.
 *
 * @returns {{ home: string, version: string, major: number } | undefined}
 */
export function findJdk() {
	const installed = existsSync(FOLDER) ? readdirSync(FOLDER).map((name) => join(FOLDER, name)) : [];
	return [process.env['JAVA_HOME'], ...installed]
		.filter((home) => home !== undefined && existsSync(join(home, 'bin', 'javac')))
		.map((home) => jdkAt(/** @type {string} */ (home)))
		.filter((jdk) => jdk.major >= OLDEST)
		.sort((one, other) => other.major - one.major)[0];
}

/** What is missing to start OpenSearch, in one sentence; undefined when all is there. */
export function missingForOpenSearch() {
	if (findJdk() === undefined)
		return `OpenSearch needs a JDK of ${OLDEST} or newer: set JAVA_HOME, or install one below ${FOLDER}`;
	try {
		execFileSync('mvn', ['--version'], { stdio: 'ignore' });
	} catch {
		return 'OpenSearch is fetched with Maven: install mvn';
	}
	return undefined;
}

function jdkAt(home) {
	const text = execFileSync(join(home, 'bin', 'javac'), ['-version'], {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const version = /\d[\w.+-]*/.exec(text)?.[0] ?? '0';
	return { home, version, major: Number(/^\d+/.exec(version)?.[0]) };
}
