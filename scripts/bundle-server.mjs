/** Packs the compiled server into one file a thread, beside the files it is made of: reading hundreds of modules is most of a start. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { isTable, lazily, schemasLate } from './lazily.mjs';
import { root } from './toolchain.mjs';

const dist = join(root, 'server', 'dist');

const mimeTypes = createRequire(createRequire(join(root, 'server/')).resolve('koa')).resolve(
	'mime-types',
);

/** The files that a process or a thread starts with. */
const ENTRIES = [
	'cli',
	'storage/sqlite/events/reader-worker',
	'storage/sqlite/events/writer-worker',
	'compose/threads/ingest-worker',
	'access/admin/hash-worker',
	'response/incidents/export/pdf-worker',
	'storage/sqlite/threads/stores-worker',
];

/** What these import every start needs: it is loaded while the threads start, not after. */
const EAGER =
	/\/dist\/(main|compose\/(embedded|late)|http\/(app|endpoint|v[12]\/.*|middleware\/.*)|contract\/operations)\.js$/;

/** The face of the contract: the table is needed at once, the documents that are made from it hardly ever. */
const TABLE_ONLY = /\/dist\/contract\/index\.js$/;

/** Its work is stopped when it takes too long, and a module that is stopped while it loads is broken for good. */
const STOPPABLE = 'compose/threads/ingest-worker';
if (!ENTRIES.includes(STOPPABLE)) throw new Error(`${STOPPABLE} is no entry`);

/** The entry that is being bundled. */
function entryOf(context) {
	return relative(dist, context.initialOptions.entryPoints[0]).replace(/\.js$/, '');
}

/** In a bundle all modules share one `__dirname`; this gives each of ours its own back, and loads each when it is used. */
const ownModules = {
	name: 'own-modules',
	setup(context) {
		const isEager = (path) => EAGER.test(path) || entryOf(context) === STOPPABLE;
		context.onLoad({ filter: /\/server\/dist\/.*\.js$/ }, ({ path }) => {
			const folder = JSON.stringify(relative(dist, dirname(path)));
			const own = readFileSync(path, 'utf8').replaceAll('__dirname', `__folder(${folder})`);
			const text = isTable(path) ? schemasLate(own) : own;
			const mayWait = (module) => !(TABLE_ONLY.test(path) && module === './operations');
			return { contents: isEager(path) ? text : lazily(text, mayWait), loader: 'js' };
		});
	},
};

/** Messages in some fifty languages, of which the server speaks one. */
const oneLanguage = {
	name: 'one-language',
	setup(context) {
		context.onLoad({ filter: /\/zod\/v4\/locales\/index\.js$/ }, () => ({
			contents: "export { default as en } from './en.js';",
			loader: 'js',
		}));
	},
};

/** Bundles one entry to `<entry>.bundle.js`; returns the files it took in. */
async function bundle(entry) {
	const up = relative(dirname(join(dist, entry)), dist) || '.';
	const { metafile } = await build({
		absWorkingDir: root,
		entryPoints: [join(dist, `${entry}.js`)],
		outfile: join(dist, `${entry}.bundle.js`),
		bundle: true,
		platform: 'node',
		target: 'node24',
		format: 'cjs',
		mainFields: ['module', 'main'],
		conditions: ['module', 'import'],
		// The first reads font files that lie beside its code, and loads when a report is made; the others need not be installed.
		external: ['pdfkit', 'pg', '@opensearch-project/opensearch'],
		// One copy of what three packages bring in three versions; and forms, which nothing here reads.
		alias: { 'mime-types': mimeTypes, qs: 'node:querystring' },
		define: { LOG360_BUNDLE: 'true' },
		banner: {
			js: `const __folder = (folder) => require('node:path').join(__dirname, ${JSON.stringify(up)}, folder);`,
		},
		plugins: [ownModules, oneLanguage],
		minifySyntax: true,
		minifyWhitespace: true,
		legalComments: 'none',
		metafile: true,
		logLevel: 'warning',
	});
	onlyAscii(join(dist, `${entry}.bundle.js`));
	return Object.keys(metafile.inputs);
}

/** Escapes what the bundler leaves in regular expressions: one character beyond Latin-1 and V8 keeps the text with two bytes for each. */
function onlyAscii(file) {
	const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
	writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/[^\0-\x7f]/g, escaped));
}

/** The packages that files belong to, each with its licence text. */
function notices(files) {
	const folders = new Set(
		files.flatMap((file) => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []),
	);
	return [...folders].sort().map((folder) => {
		const at = join(root, folder);
		const { name, version, license } = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8'));
		const file = readdirSync(at).find((it) => /^(licen[cs]e|copying)/i.test(it));
		const text = file === undefined ? '' : readFileSync(join(at, file), 'utf8').trim();
		return `${name} ${version} (${license})\n\n${text}\n`;
	});
}

/** Bundles every entry, and names the packages that are in it. @throws Error when the server is not compiled */
export async function bundleServer() {
	if (!existsSync(join(dist, 'cli.js'))) throw new Error('Compile the server first: tsc -p server');
	const files = new Set((await Promise.all(ENTRIES.map(bundle))).flat());
	writeFileSync(
		join(dist, 'THIRD-PARTY-NOTICES.txt'),
		`The files *.bundle.js contain these packages.\n\n${notices([...files]).join(`\n${'-'.repeat(80)}\n\n`)}`,
	);
}

if (import.meta.main) await bundleServer();
