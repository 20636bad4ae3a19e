/** What a GitHub workflow of this repository must keep to, beside its syntax: pinned actions, least rights, commands that exist. */
import { LineCounter, parseDocument } from 'yaml';

/** An action at the full hash of a commit, with the version that it had for people. */
const PINNED = /^\s*(?:- )?uses: ([\w.-]+\/[\w./-]+)@([0-9a-f]{40}) # v\d+\.\d+\.\d+$/;

/** What whoever opens a pull request or an issue writes; inside a script it would be run. */
const FOREIGN = /\$\{\{[^}]*\b(github\.event\.|github\.head_ref|inputs\.)[^}]*\}\}/;

/** Rights that only the job gets which needs them. */
const OPEN_RIGHTS = new Set(['write-all', 'read-all']);

/**
 * @typedef {object} Surroundings
 * @property {ReadonlySet<string>} scripts - the npm scripts of the repository
 * @property {(path: string) => boolean} exists - whether the repository has a file
 */

/**
 * Reads YAML.
 *
 * @param {string} text
 * @returns {{ value: any, problems: string[] }} problems: `line N: what`
 */
export function readYaml(text) {
	const lineCounter = new LineCounter();
	const document = parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: true });
	const problems = [...document.errors, ...document.warnings].map(
		({ message, pos }) => `line ${lineCounter.linePos(pos[0]).line}: ${message}`,
	);
	return { value: document.toJS(), problems };
}

/**
 * What is wrong with a workflow.
 *
 * @param {string} text - of the file
 * @param {Surroundings} surroundings
 * @returns {string[]}
 */
export function workflowProblems(text, surroundings) {
	const { value, problems } = readYaml(text);
	if (problems.length > 0) return problems;
	const jobs = Object.entries(value?.jobs ?? {});
	return [
		...['name', 'on'].filter((key) => !(key in value)).map((key) => `there is no "${key}"`),
		...(jobs.length === 0 ? ['there are no jobs'] : []),
		...rightsProblems(value),
		...pinProblems(text),
		...jobs.flatMap(([name, job]) => jobProblems(job, surroundings).map((it) => `${name}: ${it}`)),
	];
}

/** @param {any} workflow */
function rightsProblems({ permissions }) {
	if (permissions === undefined) return ['there are no permissions: the default grants too many'];
	if (OPEN_RIGHTS.has(permissions)) return [`permissions are ${permissions}; name them`];
	return Object.entries(permissions)
		.filter(([, right]) => right === 'write')
		.map(([name]) => `${name}: write belongs to the job that needs it, not to the workflow`);
}

/** @param {string} text */
function pinProblems(text) {
	return text
		.split('\n')
		.map((line, index) => ({ line, number: index + 1 }))
		.filter(({ line }) => /^\s*(?:- )?uses:/.test(line) && !PINNED.test(line))
		.map(
			({ line, number }) =>
				`line ${number}: "${line.trim()}" is not "owner/name@full-commit-hash # vX.Y.Z"`,
		);
}

/**
 * @param {any} job
 * @param {Surroundings} surroundings
 */
function jobProblems(job, surroundings) {
	const steps = job.steps ?? [];
	return [
		...(typeof job['timeout-minutes'] === 'number' ? [] : ['there is no timeout-minutes']),
		...(typeof job['runs-on'] === 'string' ? [] : ['there is no runs-on']),
		...(steps.length === 0 ? ['there are no steps'] : []),
		...steps.flatMap((/** @type {any} */ step) => stepProblems(step, surroundings)),
	];
}

/**
 * @param {any} step
 * @param {Surroundings} surroundings
 */
function stepProblems(step, surroundings) {
	const isCheckout = String(step.uses ?? '').startsWith('actions/checkout@');
	const keepsToken = isCheckout && step.with?.['persist-credentials'] !== false;
	const run = String(step.run ?? '');
	return [
		...(keepsToken ? ['checkout without persist-credentials: false leaves the token behind'] : []),
		...(FOREIGN.test(run) ? [`"${run}" runs what others write; pass it by env`] : []),
		...commandProblems(run, surroundings),
	];
}

/**
 * Commands of this repository that a script calls and that are not there.
 *
 * @param {string} script
 * @param {Surroundings} surroundings
 */
export function commandProblems(script, { scripts, exists }) {
	const called = [...script.matchAll(/\bnpm run (?:--?[\w-]+ )*([\w:.-]+)/g)].map(([, it]) => it);
	const short = [...script.matchAll(/\bnpm (test|start)\b/g)].map(([, it]) => it);
	const files = [...script.matchAll(/\bnode ((?:\.\/)?[\w./-]+\.(?:m?js|mts))\b/g)].map(
		([, it]) => it,
	);
	return [
		...[...called, ...short]
			.filter((name) => !scripts.has(name))
			.map((name) => `there is no npm script "${name}"`),
		...files.filter((path) => !exists(path)).map((path) => `there is no file ${path}`),
	];
}
