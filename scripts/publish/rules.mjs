/** What must hold for a package before it may be published: its manifest, its files, its size. Pure functions over what npm packs. */

/**
 * @typedef {object} Package
 * @property {string} name
 * @property {string} folder - in the repository, "" for its root
 * @property {RegExp} allowed - paths that may be in the tarball
 * @property {string[]} needed - paths that must be
 * @property {number} packedLimit - bytes of the tarball
 * @property {number} unpackedLimit - bytes of its files
 */

/** @type {Package[]} */
export const PACKAGES = [
	{
		name: 'n8n-nodes-log360',
		folder: '',
		allowed:
			/^(dist\/(nodes|credentials|icons)\/.+\.(js|js\.map|d\.ts|json|svg|png)|dist\/package\.json|package\.json|README\.md|LICENSE)$/,
		needed: ['package.json', 'README.md', 'LICENSE'],
		packedLimit: 400_000,
		unpackedLimit: 2_000_000,
	},
	{
		name: 'log360-server',
		folder: 'server',
		allowed:
			/^(bin\/log360-server\.js|dist\/.+\.js|dist\/THIRD-PARTY-NOTICES\.txt|console\/assets\/[\w.-]+|package\.json|README\.md|LICENSE)$/,
		needed: [
			'package.json',
			'README.md',
			'LICENSE',
			'bin/log360-server.js',
			'dist/cli.bundle.js',
			'dist/THIRD-PARTY-NOTICES.txt',
			'console/assets/index.html',
		],
		packedLimit: 3_000_000,
		unpackedLimit: 10_500_000,
	},
];

/** Run by npm on the machine of whoever installs a package. */
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare'];

/** Where both packages live. */
const REPOSITORY = /^git\+(https:\/\/github\.com\/[\w.-]+\/[\w.-]+)\.git$/;

const SEMVER = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;

/**
 * What is wrong with a manifest, whichever package it is of.
 *
 * @param {any} manifest
 * @returns {string[]}
 */
export function manifestProblems(manifest) {
	const { version, license, author, repository, homepage = '', scripts = {} } = manifest;
	const address = REPOSITORY.exec(repository?.url ?? '')?.[1];
	return [
		...(SEMVER.test(version ?? '') ? [] : [`version ${version} is not MAJOR.MINOR.PATCH`]),
		...(license === 'MIT' ? [] : [`license is ${license}, not MIT`]),
		...(author?.name && author?.email ? [] : ['author needs name and email']),
		...(manifest.private ? ['it is private'] : []),
		...(manifest.description ? [] : ['there is no description']),
		...(address ? [] : ['repository.url is not git+https://github.com/OWNER/NAME.git']),
		...(address && !homepage.startsWith(address) ? ['homepage is not in the repository'] : []),
		...(address && manifest.bugs?.url !== `${address}/issues`
			? ['bugs.url is not that of the repository']
			: []),
		...(manifest.publishConfig?.access === 'public' && manifest.publishConfig?.provenance === true
			? []
			: ['publishConfig does not ask for public access and provenance']),
		...INSTALL_SCRIPTS.filter((name) => scripts[name]).map(
			(name) => `the script "${name}" would run where the package is installed`,
		),
	];
}

/**
 * What n8n asks of the manifest of a package with nodes before it verifies it.
 *
 * @param {any} manifest
 * @returns {string[]}
 */
export function nodeManifestProblems(manifest) {
	const { keywords = [], dependencies = {}, peerDependencies = {}, n8n = {} } = manifest;
	const peers = Object.keys(peerDependencies);
	return [
		...Object.keys(dependencies).map((name) => `${name} is a dependency at run time`),
		...(keywords.includes('n8n-community-node-package')
			? []
			: ['the keyword n8n-community-node-package is missing']),
		...(peers.join() === 'n8n-workflow' && peerDependencies['n8n-workflow'] === '*'
			? []
			: ['n8n-workflow in any version must be the only peer']),
		...(manifest.peerDependenciesMeta?.['n8n-workflow']?.optional === true
			? []
			: ['the peer n8n-workflow must be optional: npm would install all of it beside the package']),
		// A fraction or a text that is no version is refused; 1 loads in n8n 2 and 3.
		...(n8n.n8nNodesApiVersion === 1 ? [] : ['n8n.n8nNodesApiVersion must be the number 1']),
		...(n8n.strict === true ? [] : ['n8n.strict must be true']),
		...(manifest.repository?.directory ? ['repository.directory: n8n verifies no monorepo'] : []),
		...(n8n.nodes?.length > 0 ? [] : ['n8n.nodes names no node']),
	];
}

/**
 * In what the manifests of both packages must agree.
 *
 * @param {any[]} manifests
 * @returns {string[]}
 */
export function agreementProblems(manifests) {
	const fields = {
		version: (/** @type {any} */ it) => it.version,
		'repository.url': (/** @type {any} */ it) => it.repository?.url,
		author: (/** @type {any} */ it) => JSON.stringify(it.author),
		license: (/** @type {any} */ it) => it.license,
		'bugs.url': (/** @type {any} */ it) => it.bugs?.url,
	};
	return Object.entries(fields)
		.filter(([, read]) => new Set(manifests.map(read)).size > 1)
		.map(([name, read]) => `${name} differs: ${manifests.map(read).join(' and ')}`);
}

/**
 * What is wrong with the files of a tarball.
 *
 * @param {Package} rules
 * @param {{ files: { path: string }[], size: number, unpackedSize: number }} packed - as `npm pack --json` says
 * @param {string[]} [named] - files that the manifest names
 * @returns {string[]}
 */
export function contentProblems(rules, packed, named = []) {
	const paths = packed.files.map(({ path }) => path);
	return [
		...paths
			.filter((path) => !rules.allowed.test(path))
			.map((path) => `${path} must not be in the package`),
		...[...rules.needed, ...named]
			.filter((path) => !paths.includes(path))
			.map((path) => `${path} is missing in the package`),
		...(packed.size > rules.packedLimit
			? [`the tarball has ${packed.size} bytes; the budget is ${rules.packedLimit}`]
			: []),
		...(packed.unpackedSize > rules.unpackedLimit
			? [`its files have ${packed.unpackedSize} bytes; the budget is ${rules.unpackedLimit}`]
			: []),
	];
}

/**
 * The part of the changelog that tells of a version.
 *
 * @param {string} changelog
 * @param {string} version
 * @returns {string | undefined} undefined when it has none
 */
export function notesOf(changelog, version) {
	const heading = new RegExp(`^## \\[?${version.replaceAll('.', '\\.')}\\]?.*$`, 'm').exec(
		changelog,
	);
	if (heading === null) return undefined;
	const rest = changelog.slice(heading.index + heading[0].length);
	const end = rest.search(/^## /m);
	const text = (end < 0 ? rest : rest.slice(0, end)).trim();
	return text === '' ? undefined : text;
}
