/** Runs n8n's community package scan over the sources and over the packed package, as the verification does. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment, root } from './toolchain.mjs';

const scanner = join(
	root,
	'node_modules',
	'@n8n',
	'scan-community-package',
	'scanner',
	'scanner.mjs',
);
const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(scanner);

const folder = mkdtempSync(join(tmpdir(), 'log360-scan-'));
try {
	const packed = execFileSync(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
		{
			cwd: root,
			env: environment(),
			encoding: 'utf8',
		},
	);
	const [{ filename }] = JSON.parse(packed);
	execFileSync('tar', ['-xzf', join(folder, filename), '-C', folder]);
	const results = {
		sources: await analyzePackage(root, SOURCE_FILE_PATTERNS),
		package: await analyzePackage(join(folder, 'package'), ['**/*.js', 'package.json']),
	};
	let failed = false;
	for (const [name, result] of Object.entries(results)) {
		console.log(
			`scan of the ${name}: ${result.passed ? 'passed' : `failed: ${result.message}\n${result.details ?? ''}`}`,
		);
		failed ||= !result.passed;
	}
	process.exitCode = failed ? 1 : 0;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
