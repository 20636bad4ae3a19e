/** The report of `verify`: what a person attaches to an issue. */
import type { Operation } from '../../contract';
import type { Finding, Verdict } from './compare';

/** What was found of one operation. */
export interface Line extends Finding {
	readonly id: string;
	readonly operation: Operation;
}

/** How each verdict is said. */
const WORDS: Readonly<Record<Verdict, string>> = {
	same: 'as in the contract',
	variant: 'another form that the nodes read too',
	differs: 'DIFFERS',
	refused: 'refused',
	absent: 'not there',
	unanswered: 'no answer',
};

/** The report as text. @param version of this program */
export function reportText(lines: readonly Line[], version: string): string {
	const body = lines.flatMap(({ operation, verdict, notes }) => {
		const { method, path, evidence, bodyEvidence } = operation;
		const head = `${WORDS[verdict].padEnd(36)}  ${method} ${path}  (path ${evidence}, body ${bodyEvidence})`;
		return [head, ...notes.map((note) => `    ${note}`)];
	});
	return [
		`log360-server ${version} verify`,
		'Names and types of fields only: no address, no token, no value of yours.',
		'',
		...body,
		'',
		`${summaryOf(lines)}.`,
		'',
	].join('\n');
}

/** How many of each verdict. */
function summaryOf(lines: readonly Line[]): string {
	const verdicts = Object.keys(WORDS) as Verdict[];
	return verdicts
		.map((verdict) => ({ verdict, count: lines.filter((it) => it.verdict === verdict).length }))
		.filter(({ count }) => count > 0)
		.map(({ verdict, count }) => `${count} ${WORDS[verdict].toLowerCase()}`)
		.join(', ');
}

/** The report as JSON. @param version of this program */
export function reportJson(lines: readonly Line[], version: string): string {
	const operations = lines.map(({ id, operation, verdict, notes }) => ({
		...{ id, method: operation.method, path: operation.path, verdict, notes },
		...{ evidence: operation.evidence, bodyEvidence: operation.bodyEvidence },
	}));
	return `${JSON.stringify({ version, operations }, undefined, '\t')}\n`;
}
