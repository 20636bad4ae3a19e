/** Judges a definition: its shape, its graph, its blocks' parameters and the variables they read. */
import { check } from '../../contract';
import { blockTypeOf } from './blocks';
import { checkBlock } from './check-block';
import { type Definition, definitionSchema } from './definition';
import { WorkflowError } from './errors';
import { blocksById, findCycle, LINKS, reachable } from './graph';

/** The most problems that one error names. */
const SHOWN = 10;

/**
 * Reads a definition.
 *
 * @param input JSON, as an administrator wrote it
 * @throws WorkflowError invalid_definition, with a sentence for each problem: where, what is wrong, what is accepted
 */
export function validateDefinition(input: unknown): Definition {
	const parsed = check(definitionSchema, input);
	if (!parsed.ok) throw invalid([parsed.detail]);
	const definition = parsed.value;
	const problems = [
		...problemsOfIds(definition),
		...problemsOfLinks(definition),
		...problemsOfGraph(definition),
		...definition.blocks.flatMap((block, at) =>
			checkBlock(definition, block, `blocks[${at}] (${block.id})`),
		),
	];
	if (problems.length > 0) throw invalid(problems);
	return definition;
}

function invalid(problems: readonly string[]): WorkflowError {
	const more = problems.length > SHOWN ? `; and ${problems.length - SHOWN} more` : '';
	return new WorkflowError('invalid_definition', `${problems.slice(0, SHOWN).join('; ')}${more}`);
}

function problemsOfIds({ blocks, arguments: given }: Definition): string[] {
	const twice = (names: readonly string[]) =>
		names.filter((name, at) => names.indexOf(name) !== at);
	return [
		...twice(blocks.map(({ id }) => id)).map((id) => `blocks: two blocks have the id "${id}"`),
		...twice(given.map(({ name }) => name)).map(
			(name) => `arguments: two arguments have the name "${name}"`,
		),
		...given.flatMap(({ name, type, default: value }) =>
			value === undefined || typeof value === (type === 'text' ? 'string' : type)
				? []
				: [`arguments (${name}): the default is a ${typeof value}, expected a ${type}`],
		),
	];
}

function problemsOfLinks(definition: Definition): string[] {
	const blocks = blocksById(definition);
	const ids = [...blocks.keys()].join(', ');
	const problems = blocks.has(definition.start)
		? []
		: [`start: no block has the id "${definition.start}"; there are ${ids}`];
	definition.blocks.forEach((block, at) => {
		for (const link of LINKS) {
			const id = block[link];
			const where = `blocks[${at}] (${block.id}).${link}`;
			if (id === undefined) continue;
			if (!blocks.has(id)) problems.push(`${where}: no block has the id "${id}"; there are ${ids}`);
			const wanted = linksOf(block.type);
			if (!wanted.includes(link)) {
				const accepted = wanted.length === 0 ? 'none' : wanted.join(' and ');
				problems.push(`${where}: a ${block.type} block takes ${accepted}`);
			}
		}
	});
	return problems;
}

/** Links that a type of block may have. */
function linksOf(type: string): readonly (typeof LINKS)[number][] {
	if (type === 'decision') return ['yes', 'no'];
	if (type === 'end') return [];
	return blockTypeOf(type) === undefined ? LINKS : ['next', 'onFailure'];
}

function problemsOfGraph(definition: Definition): string[] {
	const cycle = findCycle(definition);
	if (cycle !== undefined) {
		return [`blocks: ${cycle.join(' → ')} is a cycle; a run passes every block at most once`];
	}
	const reached = reachable(definition);
	return definition.blocks
		.filter(({ id }) => !reached.has(id) && reached.size > 0)
		.map(({ id }) => `blocks: nothing leads from the start "${definition.start}" to "${id}"`);
}
