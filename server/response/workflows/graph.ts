/** The graph that a definition's blocks make. */
import type { Block, Definition } from './definition';

/** Names of the links a block may have. */
export const LINKS = ['next', 'onFailure', 'yes', 'no'] as const;

/** Ids of the blocks that may follow, each once, in the order of {@link LINKS}. */
export function followers(block: Block): string[] {
	return [
		...new Set(LINKS.map((link) => block[link]).filter((id): id is string => id !== undefined)),
	];
}

/** Blocks by id. */
export function blocksById(definition: Definition): ReadonlyMap<string, Block> {
	return new Map(definition.blocks.map((block) => [block.id, block]));
}

/** Ids that can be reached from the start. */
export function reachable(definition: Definition): ReadonlySet<string> {
	const blocks = blocksById(definition);
	const seen = new Set<string>();
	const waiting = [definition.start];
	for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
		const block = blocks.get(id);
		if (block === undefined || seen.has(id)) continue;
		seen.add(id);
		waiting.push(...followers(block));
	}
	return seen;
}

/** A cycle as the ids on it, its first one repeated at the end; undefined when there is none. */
export function findCycle(definition: Definition): string[] | undefined {
	const blocks = blocksById(definition);
	const finished = new Set<string>();
	for (const { id } of definition.blocks) {
		const cycle = cycleFrom(id, blocks, finished);
		if (cycle !== undefined) return cycle;
	}
	return undefined;
}

/** Depth-first with its own stack of at most as many entries as there are blocks. */
function cycleFrom(
	start: string,
	blocks: ReadonlyMap<string, Block>,
	finished: Set<string>,
): string[] | undefined {
	const path: string[] = [];
	const open: string[][] = [[start]];
	while (open.length > 0) {
		const id = open.at(-1)?.pop();
		if (id === undefined) {
			open.pop();
			const left = path.pop();
			if (left !== undefined) finished.add(left);
			continue;
		}
		const block = blocks.get(id);
		if (block === undefined || finished.has(id)) continue;
		if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
		path.push(id);
		open.push(followers(block));
	}
	return undefined;
}
