/** Keeps the secrets of a definition that comes back from an editor, which was shown masks. */
import { blockTypeOf } from './blocks';
import { WorkflowError } from './errors';
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
 * A secret stays with the address it was given for: when the origin of the URL, a placeholder in it or the method has
 * changed, it has to be entered again.
 *
 * @param given not validated yet
 * @throws WorkflowError invalid_definition, naming the parameter to enter again
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
	const target = targetOf(parameters);
	const earlier = before as Record<string, unknown>;
	const isSame = target !== undefined && target === targetOf(earlier);
	const kept = Object.entries(parameters).map(([name, value]: [string, unknown]) => {
		const former = Object.hasOwn(earlier, name) ? earlier[name] : undefined;
		if (value !== MASK || !secrets.includes(name) || former === undefined) return [name, value];
		if (!isSame) {
			throw new WorkflowError(
				'invalid_definition',
				`blocks.${String(id)}.parameters.${name}: enter it again, as a secret does not follow a changed url or method`,
			);
		}
		return [name, former];
	});
	return { ...block, parameters: Object.fromEntries(kept) as object };
}

/** What decides where a secret goes: method, origin, and all placeholders; undefined when the address cannot be read. */
function targetOf(parameters: object): string | undefined {
	const { url, method = 'POST' } = parameters as { url?: unknown; method?: unknown };
	if (typeof url !== 'string') return undefined;
	const placeholders = url.match(/\{\{[^{}]*\}\}/g) ?? [];
	const whole = url.trim().startsWith('{{');
	if (!whole && !URL.canParse(url)) return undefined;
	const origin = whole ? url.trim() : new URL(url).origin;
	return JSON.stringify([method, origin, placeholders]);
}
