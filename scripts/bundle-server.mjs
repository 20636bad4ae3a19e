/** Packs the compiled server into one file a thread, beside the files it is made of: reading hundreds of modules is most of a start. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { isTable, lazily, schemasLate } from './lazily.mjs';
import { throughFaces } from './through-faces.mjs';
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
	'compose/cluster/writer-worker',
	'access/admin/hash-worker',
	'response/incidents/export/pdf-worker',
	'storage/sqlite/threads/stores-worker',
];

/** What these import every start needs: it is loaded while the threads start, not after. */
const EAGER =
	/\/dist\/(main|compose\/(embedded|parts|late|wings\/.*)|http\/(app|endpoint|v[12]\/.*|middleware\/.*)|contract\/operations)\.js$/;

/** The face of the contract: the table is needed at once, the documents that are made from it hardly ever. */
const TABLE_ONLY = /\/dist\/contract\/index\.js$/;

/** Packages that lie beside the bundles: most threads never use them, and a text that is not there need not be read. */
const BESIDE = ['axios', 're2js', 'saxes', 'yaml', 'zod', 'zod-openapi'];

/** The command checks its options with zod at once. */
const bringsItself = (entry, name) => entry === 'cli' && name.startsWith('zod');

/** Where the bundle of a package lies. */
const besideFile = (name) => join(dist, 'packages', `${name}.bundle.js`);

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
			const direct = throughFaces(readFileSync(path, 'utf8'), path);
			const own = direct.replaceAll('__dirname', `__folder(${folder})`);
			const text = isTable(path) ? schemasLate(own) : own;
			const mayWait = (module) => !(TABLE_ONLY.test(path) && module === './operations');
			return { contents: isEager(path) ? text : lazily(text, mayWait), loader: 'js' };
		});
	},
};

/** Leaves the packages that lie beside out of an entry. */
const packagesBeside = {
	name: 'packages-beside',
	setup(context) {
		context.onResolve({ filter: new RegExp(`^(?:${BESIDE.join('|')})$`) }, ({ path: name }) => {
			const entry = entryOf(context);
			if (bringsItself(entry, name)) return undefined;
			const path = relative(dirname(join(dist, entry)), besideFile(name));
			return { path: path.startsWith('.') ? path : `./${path}`, external: true };
		});
	},
};

/** One zod for its sibling too: `zod/v4` is all of it, `zod/v4/core` a part. */
const oneZod = {
	name: 'one-zod',
	setup(context) {
		const whole = './zod.bundle.js';
		context.onResolve({ filter: /^zod\/v4$/ }, () => ({ path: whole, external: true }));
		context.onResolve({ filter: /^zod\/v4\/core$/ }, () => ({ path: 'core', namespace: 'zod' }));
		context.onResolve({ filter: /^\.\//, namespace: 'zod' }, () => ({
			path: whole,
			external: true,
		}));
		context.onLoad({ filter: /^core$/, namespace: 'zod' }, () => ({
			contents: `module.exports = require('${whole}').core;`,
		}));
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

/** What all bundles have in common. */
const HOW = {
	absWorkingDir: root,
	bundle: true,
	platform: 'node',
	target: 'node24',
	format: 'cjs',
	mainFields: ['module', 'main'],
	conditions: ['module', 'import'],
	minifySyntax: true,
	minifyWhitespace: true,
	legalComments: 'none',
	metafile: true,
	logLevel: 'warning',
};

/** Bundles one entry to `<entry>.bundle.js`; returns the files it took in. */
async function bundle(entry) {
	const up = relative(dirname(join(dist, entry)), dist) || '.';
	const { metafile } = await build({
		...HOW,
		entryPoints: [join(dist, `${entry}.js`)],
		outfile: join(dist, `${entry}.bundle.js`),
		// The first reads font files that lie beside its code, and loads when a report is made; the others need not be installed.
		external: ['pdfkit', 'pg', '@opensearch-project/opensearch', '@aws-sdk/*'],
		// One copy of what three packages bring in three versions; and forms, which nothing here reads.
		alias: { 'mime-types': mimeTypes, qs: 'node:querystring' },
		define: { LOG360_BUNDLE: 'true' },
		banner: {
			js: `const __folder = (folder) => require('node:path').join(__dirname, ${JSON.stringify(up)}, folder);`,
		},
		plugins: [ownModules, packagesBeside, oneLanguage],
	});
	onlyAscii(join(dist, `${entry}.bundle.js`));
	return Object.keys(metafile.inputs);
}

/** Escapes what the bundler leaves in regular expressions: one character beyond Latin-1 and V8 keeps the text with two bytes for each. */
function onlyAscii(file) {
	const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
	writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/[^\0-\x7f]/g, escaped));
}

/** Bundles a package that lies beside; returns the files it took in. */
async function bundlePackage(name) {
	const { metafile } = await build({
		...HOW,
		stdin: { contents: `module.exports = require('${name}');`, resolveDir: join(root, 'server') },
		outfile: besideFile(name),
		alias: { 'mime-types': mimeTypes },
		plugins: name === 'zod' ? [oneLanguage] : [oneZod],
	});
	onlyAscii(besideFile(name));
	return Object.keys(metafile.inputs).filter((file) => !/^(?:<stdin>|zod:)/.test(file));
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
	const made = [...ENTRIES.map(bundle), ...BESIDE.map(bundlePackage)];
	const files = new Set((await Promise.all(made)).flat());
	writeFileSync(
		join(dist, 'THIRD-PARTY-NOTICES.txt'),
		`The files *.bundle.js contain these packages.\n\n${notices([...files]).join(`\n${'-'.repeat(80)}\n\n`)}`,
	);
}

if (import.meta.main) await bundleServer();
