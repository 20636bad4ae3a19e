/** The committed documents are what the contract renders; run `node server/dist/contract/write-docs.js` when one differs. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { renderCoverage } from '../../../server/contract/coverage';
import { ERROR_CODES } from '../../../server/contract/errors';
import { renderErrors } from '../../../server/contract/errors.doc';
import { IMPLEMENTED } from '../../../server/contract/implemented';
import { cell, table } from '../../../server/contract/markdown';
import { operation, OPERATION_IDS } from '../../../server/contract/operations';
import { writeDocs } from '../../../server/contract/write-docs';

const committed = (name: string) =>
	readFileSync(resolve(__dirname, '../../../docs', name), 'utf8').replaceAll('\r\n', '\n');

test('docs/coverage.md is up to date', () => {
	expect(committed('coverage.md')).toBe(renderCoverage(IMPLEMENTED));
});

test('docs/errors.md is up to date', () => {
	expect(committed('errors.md')).toBe(renderErrors());
});

test('coverage has one row per operation, and says which are implemented', () => {
	const text = renderCoverage(['v2.search.run']);
	for (const id of OPERATION_IDS) {
		const { method, path } = operation(id);
		const rows = text.split('\n').filter((line) => line.includes(`\`${method} ${path}\``));
		expect(rows).toHaveLength(1);
		expect(rows[0]).toMatch(id === 'v2.search.run' ? /\| yes +\|$/ : /\| not yet +\|$/);
	}
});

test('errors has one row per code', () => {
	const rows = renderErrors().split('\n');
	for (const code of ERROR_CODES)
		expect(rows.filter((line) => line.startsWith(`| \`${code}\` `))).toHaveLength(1);
});

test('the writer writes both', () => {
	const folder = mkdtempSync(join(tmpdir(), 'contract-docs-'));
	try {
		const paths = writeDocs(join(folder, 'docs'));
		expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual([
			renderCoverage(IMPLEMENTED),
			renderErrors(),
		]);
	} finally {
		rmSync(folder, { recursive: true });
	}
});

test('a table keeps its columns whatever the cells hold', () => {
	expect(table(['a', 'longer'], [[cell('x|y\nz'), '1']])).toBe(
		'| a      | longer |\n| ------ | ------ |\n| x\\|y z | 1      |',
	);
});
