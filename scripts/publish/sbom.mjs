/**
 * The bill of materials of a package, in CycloneDX 1.6, read from the lock file: what npm installs with it, which is also what its
 * bundles contain. `npm sbom` leaves out what a workspace shares with development, axios for one.
 */
import { createHash } from 'node:crypto';

/** An SPDX identifier; what is more is an expression. */
const SPDX_ID = /^[A-Za-z0-9.+-]+$/;

/**
 * Where a package that is required in a folder was installed, by Node's own rule: the nearest `node_modules` upwards.
 *
 * @param {Record<string, any>} packages - of the lock file
 * @param {string} folder - of whoever requires it, e.g. `server` or `node_modules/koa`
 * @param {string} name
 * @returns {string | undefined} its key in the lock file
 */
export function resolvedTo(packages, folder, name) {
	for (let at = folder; ; at = at.replace(/(^|\/)[^/]+$/, '')) {
		const key = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
		if (packages[key] !== undefined) return key;
		if (at === '') return undefined;
	}
}

/** @param {{ name: string, version: string }} it */
function purlOf({ name, version }) {
	return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

/** @param {string} key - of the lock file */
function nameOf(key) {
	return key.replace(/^.*node_modules\//, '');
}

/** Packages whose manifest names no licence, by the licence text that they bring. */
const LICENCES = new Map([['png-js', 'MIT']]);

/**
 * @param {string} name
 * @param {any} entry - of the lock file
 */
function licencesOf(name, { license = LICENCES.get(name) }) {
	if (typeof license !== 'string') return undefined;
	return SPDX_ID.test(license) ? [{ license: { id: license } }] : [{ expression: license }];
}

/**
 * What npm would install for a package.
 *
 * @param {Record<string, any>} packages - of the lock file
 * @param {string} folder - of the package, "" for the root
 * @returns {Map<string, string[]>} keys of the lock file, each with those that it requires
 * @throws Error when the lock file lacks something that is required
 */
function installedFor(packages, folder) {
	const found = new Map();
	const open = [folder];
	for (let key = open.pop(); key !== undefined; key = open.pop()) {
		if (found.has(key)) continue;
		const { dependencies = {}, optionalDependencies = {} } = packages[key];
		const required = [];
		for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
			const to = resolvedTo(packages, key, name);
			if (to !== undefined) required.push(to);
			else if (!(name in optionalDependencies)) {
				throw new Error(`The lock file lacks ${name}, which ${key || 'the package'} requires`);
			}
		}
		found.set(key, required);
		open.push(...required);
	}
	return found;
}

/**
 * The bill of materials. The same lock file gives the same bill, so it can be made again and compared.
 *
 * @param {{ packages: Record<string, any> }} lock - the parsed `package-lock.json`
 * @param {string} folder - of the package in the repository, "" for the root
 * @returns {any} a CycloneDX document
 */
export function billOf({ packages }, folder) {
	const found = installedFor(packages, folder);
	const refOf = (/** @type {string} */ key) =>
		purlOf({ name: packages[key].name ?? nameOf(key), version: packages[key].version });
	const component = (/** @type {string} */ key) => {
		const { version, integrity, name = nameOf(key) } = packages[key];
		const [algorithm, digest] = String(integrity ?? '').split('-');
		return {
			type: key === folder ? 'application' : 'library',
			'bom-ref': refOf(key),
			name,
			version,
			purl: purlOf({ name, version }),
			licenses: licencesOf(name, packages[key]),
			hashes: digest
				? [
						{
							alg: algorithm.toUpperCase().replace('SHA', 'SHA-'),
							content: Buffer.from(digest, 'base64').toString('hex'),
						},
					]
				: undefined,
		};
	};
	const others = [...found.keys()].filter((key) => key !== folder);
	// Two folders may hold the same version of one package; it is one component.
	const unique = new Map(others.map((key) => [refOf(key), key]));
	const refs = [...unique.keys()].sort();
	const requiredBy = new Map();
	for (const [key, required] of found) {
		const known = requiredBy.get(refOf(key)) ?? [];
		requiredBy.set(refOf(key), [...known, ...required.map(refOf)]);
	}
	const body = {
		metadata: { component: component(folder) },
		components: refs.map((ref) => component(/** @type {string} */ (unique.get(ref)))),
		dependencies: [refOf(folder), ...refs].map((ref) => ({
			ref,
			dependsOn: [...new Set(requiredBy.get(ref))].sort(),
		})),
	};
	return {
		$schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
		bomFormat: 'CycloneDX',
		specVersion: '1.6',
		serialNumber: `urn:uuid:${uuidOf(JSON.stringify(body))}`,
		version: 1,
		...body,
	};
}

/**
 * A UUID of version 8, made from what it names.
 *
 * @param {string} text
 */
function uuidOf(text) {
	const hex = createHash('sha256').update(text).digest('hex');
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`8${hex.slice(13, 16)}`,
		`a${hex.slice(17, 20)}`,
		hex.slice(20, 32),
	].join('-');
}
