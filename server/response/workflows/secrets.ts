/** Keeps the secrets of a definition that comes back from an editor, which was shown masks. */
import { blockTypeOf } from './blocks';
import { MASK } from './parameters';

interface Loose {
	readonly blocks?: readonly {
		readonly id?: unknown;
		readonly type?: unknown;
		readonly parameters?: unknown;
	}[];
}

/**
 * `given` with every masked secret replaced by that of the block of the same id and type in `former`.
 *
 * @param given not validated yet
 */
export function keepSecrets(given: unknown, former: Loose): unknown {
	const blocks = (given as Loose | null | undefined)?.blocks;
	if (!Array.isArray(blocks)) return given;
	return { ...(given as object), blocks: blocks.map((block: unknown) => keep(block, former)) };
}

function keep(block: unknown, former: Loose): unknown {
	if (typeof block !== 'object' || block === null) return block;
	const { id, type, parameters } = block as { id?: unknown; type?: unknown; parameters?: unknown };
	const secrets = blockTypeOf(String(type))?.secrets ?? [];
	const before = former.blocks?.find((one) => one.id === id && one.type === type)?.parameters;
	if (typeof parameters !== 'object' || parameters === null || before === undefined) return block;
	const kept = Object.entries(parameters).map(([name, value]: [string, unknown]) => [
		name,
		value === MASK && secrets.includes(name) ? (before as Record<string, unknown>)[name] : value,
	]);
	return { ...block, parameters: Object.fromEntries(kept) as object };
}
