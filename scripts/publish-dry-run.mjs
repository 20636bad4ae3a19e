/**
 * Does all of a release but the upload: packs both packages, checks manifests, contents and sizes, writes bills of materials, notes
 * and checksums. `--out FOLDER` keeps them; `--tag vX.Y.Z` also checks that the versions are those of the tag.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
	agreementProblems,
	contentProblems,
	manifestProblems,
	nodeManifestProblems,
	notesOf,
	PACKAGES,
} from './publish/rules.mjs';
import { billOf } from './publish/sbom.mjs';
import { environment, root } from './toolchain.mjs';

const { values } = parseArgs({ options: { out: { type: 'string' }, tag: { type: 'string' } } });

const read = (...path) => readFileSync(join(root, ...path), 'utf8');
const lock = JSON.parse(read('package-lock.json'));
const folder = mkdtempSync(join(tmpdir(), 'log360-publish-'));
const problems = [];
const made = [];

/** Packs one package as `npm publish` would, and adds what is wrong with it. */
function packed(part) {
	const manifest = JSON.parse(read(part.folder, 'package.json'));
	const text = execFileSync(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
		{ cwd: join(root, part.folder), env: environment(), encoding: 'utf8' },
	);
	const [tarball] = JSON.parse(text);
	const isNode = manifest.n8n !== undefined;
	const named = isNode ? [...manifest.n8n.nodes, ...manifest.n8n.credentials] : [];
	const found = [
		...(manifest.name === part.name ? [] : [`its name is ${manifest.name}`]),
		...manifestProblems(manifest),
		...(isNode ? nodeManifestProblems(manifest) : []),
		...contentProblems(part, tarball, named),
	];
	problems.push(...found.map((problem) => `${part.name}: ${problem}`));
	const bill = billOf(lock, part.folder);
	console.log(
		`${part.name} ${manifest.version}: ${tarball.files.length} files, ${kilobytes(tarball.size)} packed of ${kilobytes(part.packedLimit)}, ` +
			`${kilobytes(tarball.unpackedSize)} unpacked of ${kilobytes(part.unpackedLimit)}, ${bill.components.length} packages come with it`,
	);
	keep(`${part.name}.tgz`, readFileSync(join(folder, tarball.filename)));
	keep(`${part.name}.cdx.json`, `${JSON.stringify(bill, null, '\t')}\n`);
	return manifest;
}

function kilobytes(bytes) {
	return `${Math.ceil(bytes / 1000)} kB`;
}

/** Puts a file among those of the release. */
function keep(name, content) {
	writeFileSync(join(folder, name), content);
	made.push(name);
}

/** Versions and changelog are those of the tag. */
function checkTag(tag, [{ version }]) {
	if (tag !== `v${version}`) problems.push(`the tag is ${tag}, the version ${version}`);
	const notes = notesOf(read('CHANGELOG.md'), version);
	if (notes === undefined) problems.push(`CHANGELOG.md has no section "## ${version}"`);
	else keep('NOTES.md', `${notes}\n`);
}

try {
	const manifests = PACKAGES.map(packed);
	problems.push(...agreementProblems(manifests));
	if (values.tag !== undefined) checkTag(values.tag, manifests);
	const sums = made.map((name) => {
		const digest = createHash('sha256')
			.update(readFileSync(join(folder, name)))
			.digest('hex');
		return `${digest}  ${name}\n`;
	});
	keep('SHA256SUMS', sums.join(''));
	if (values.out !== undefined && problems.length === 0) {
		const out = resolve(values.out);
		if (!existsSync(out)) mkdirSync(out, { recursive: true });
		for (const name of made) copyFileSync(join(folder, name), join(out, name));
		console.log(`${made.length} files in ${out}: ${made.join(', ')}`);
	}
} finally {
	rmSync(folder, { recursive: true, force: true });
}
for (const problem of problems) console.error(problem);
console.log(`${PACKAGES.length} packages packed as for publishing, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
