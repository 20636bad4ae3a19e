/** Checks that the npm package holds what n8n loads and nothing else: no server, no tests, no runtime dependency. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment, root } from './toolchain.mjs';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const listing = execFileSync('npm', ['pack', '--json', '--dry-run', '--ignore-scripts'], {
	cwd: root,
	env: environment(),
	encoding: 'utf8',
});
const files = JSON.parse(listing)[0].files.map(({ path }) => path);
const allowed =
	/^(dist\/(nodes|credentials|icons)\/.+\.(js|js\.map|d\.ts|json|svg|png)|dist\/package\.json|package\.json|README\.md|LICENSE)$/;
const needed = [...manifest.n8n.nodes, ...manifest.n8n.credentials];

const problems = [
	...files
		.filter((file) => !allowed.test(file))
		.map((file) => `${file} must not be in the package`),
	...needed
		.filter((file) => !files.includes(file))
		.map((file) => `${file} is named under "n8n" but not in the package`),
	...Object.keys(manifest.dependencies ?? {}).map(
		(name) => `${name} is a runtime dependency; n8n verifies only packages without`,
	),
];
for (const problem of problems) console.error(problem);
console.log(`${files.length} files in the package, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
