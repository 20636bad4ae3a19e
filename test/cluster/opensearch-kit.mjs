/** Makes what OpenSearch nodes start from, once a machine: jars, a main class, and a cache that makes them start in seconds. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findJdk, missingForOpenSearch } from './java.mjs';

const run = promisify(execFile);
const recipe = join(dirname(fileURLToPath(import.meta.url)), 'opensearch');
const FILES = ['pom.xml', 'NodeMain.java', 'log4j2.properties'];

/**
 * What a node is started from.
 *
 * @typedef {object} Kit
 * @property {string} folder
 * @property {string} java - the program
 * @property {string} classPath
 * @property {string | undefined} startCache - file of the cache of loaded classes (JDK 25 and later), which may not exist yet
 */

/**
 * The kit; the first time it fetches 66 MB and compiles, half a minute.
 *
 * @returns {Promise<Kit>}
 * @throws Error when Java or Maven is missing
 */
export async function openSearchKit() {
	const missing = missingForOpenSearch();
	if (missing !== undefined) throw new Error(missing);
	const jdk = /** @type {NonNullable<ReturnType<typeof findJdk>>} */ (findJdk());
	const base = process.env['LOG360_CLUSTER_CACHE'] ?? join(homedir(), '.cache', 'log360-cluster');
	const folder = join(base, `opensearch-${digest()}`);
	if (!existsSync(folder)) await make(base, folder, jdk.home);
	const jars = readdirSync(join(folder, 'lib'))
		.sort()
		.map((name) => join(folder, 'lib', name));
	return {
		folder,
		java: join(jdk.home, 'bin', 'java'),
		// The cache of loaded classes takes jars only, and only in the order it was made with.
		classPath: [join(folder, 'node-main.jar'), ...jars].join(':'),
		startCache: jdk.major >= 25 ? join(folder, `start-${jdk.version}.aot`) : undefined,
	};
}

function digest() {
	const hash = createHash('sha256');
	for (const file of FILES) hash.update(readFileSync(join(recipe, file)));
	return hash.digest('hex').slice(0, 12);
}

/** Makes it beside its place, so that half of one is never taken for one. */
async function make(base, folder, home) {
	mkdirSync(base, { recursive: true });
	const draft = mkdtempSync(join(base, 'making-'));
	try {
		for (const file of FILES) copyFileSync(join(recipe, file), join(draft, file));
		const environment = { env: { ...process.env, JAVA_HOME: home }, cwd: draft };
		const copy = [
			'dependency:copy-dependencies',
			'-DoutputDirectory=lib',
			'-DincludeScope=runtime',
		];
		await run('mvn', ['-q', '-B', ...copy], environment);
		const classes = ['-nowarn', '-cp', 'lib/*', '-d', 'classes', 'NodeMain.java'];
		await run(join(home, 'bin', 'javac'), classes, environment);
		const jar = ['cf', 'node-main.jar', '-C', 'classes', '.'];
		await run(join(home, 'bin', 'jar'), jar, environment);
		if (!existsSync(folder)) renameSync(draft, folder);
	} finally {
		rmSync(draft, { recursive: true, force: true });
	}
}
