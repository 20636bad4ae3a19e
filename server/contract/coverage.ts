/** Renders `docs/coverage.md`: every operation, how sure we are of it, and whether this server answers it. */
import { EVIDENCE, type Evidence } from './evidence';
import { cell, GENERATED, table } from './markdown';
import type { Generation } from './operation';
import { operation, OPERATION_IDS, type OperationId } from './operations';
import { SCOPES } from './scopes';

const HEADINGS: readonly (readonly [Generation, string])[] = [
	['v1', 'V1, `/RestAPI/v1`'],
	['v2', 'V2, `/api/v2`'],
	['extension', 'Own extensions'],
];

function sourceCell(source: string): string {
	return source.startsWith('https://') ? `[page](${source})` : cell(source);
}

function section(generation: Generation, implemented: ReadonlySet<OperationId>): string {
	const ids = OPERATION_IDS.filter((id) => operation(id).generation === generation);
	const rows = ids.map((id) => {
		const row = operation(id);
		return [
			row.resource,
			cell(row.summary),
			`\`${row.method} ${row.path}\``,
			row.scope === null ? (row.anyToken === true ? 'any' : 'none') : `\`${row.scope}\``,
			row.evidence,
			row.bodyEvidence,
			sourceCell(row.source),
			implemented.has(id) ? 'yes' : 'not yet',
		];
	});
	const head = [
		'resource',
		'operation',
		'call',
		'scope',
		'evidence',
		'bodies',
		'source',
		'implemented',
	];
	return table(head, rows);
}

function summary(implemented: ReadonlySet<OperationId>): string {
	const rows = HEADINGS.map(([generation, title]) => {
		const ids = OPERATION_IDS.filter((id) => operation(id).generation === generation);
		const marked = (mark: Evidence) =>
			String(ids.filter((id) => operation(id).evidence === mark).length);
		const done = ids.filter((id) => implemented.has(id)).length;
		const marks = (Object.keys(EVIDENCE) as Evidence[]).map(marked);
		return [title, String(ids.length), ...marks, `${done} of ${ids.length}`];
	});
	return table(['generation', 'operations', ...Object.keys(EVIDENCE), 'implemented'], rows);
}

/**
 * Renders the document.
 *
 * @param implementedIds operations that have a route
 * @returns Markdown, ending with a line feed
 */
export function renderCoverage(implementedIds: readonly OperationId[]): string {
	const implemented = new Set(implementedIds);
	const marks = Object.entries(EVIDENCE).map(([mark, meaning]) => `- **${mark}**: ${meaning}.`);
	const scopes = Object.entries(SCOPES).map(([name, scope]) => [
		`\`${name}\``,
		scope.group,
		cell(scope.allows),
		scope.evidence,
	]);
	const parts = [
		GENERATED,
		'# Coverage of the Log360 API',
		'How sure each method and path is (_evidence_), and its request and answer (_bodies_):',
		marks.join('\n'),
		summary(implemented),
		...HEADINGS.flatMap(([generation, title]) => [`## ${title}`, section(generation, implemented)]),
		'## Scopes',
		'V1 tokens have full access; on a V1 operation the scope is what a V1 token always holds.',
		table(['scope', 'group', 'allows to', 'evidence'], scopes),
	];
	return `${parts.join('\n\n')}\n`;
}
