/** A hint where a search found nothing and names a field that the server does not know: a slip of the pen finds nothing, in silence. */
import type { NodeExecutionHint } from 'n8n-workflow';

import { pick } from '../../dialects/read';
import { LOG_FIELD_KEYS } from '../../dialects/choices';
import { listLogFields } from '../../methods/lists';
import type { ItemRun } from '../../operation';

/** Input of the executions that have asked for the fields, since one call an execution is enough. */
const asked = new WeakSet<object>();

/** Asks for the fields, at most once an execution, and shows the hint. What cannot be asked is no reason to fail. */
export async function hintAtUnknownFields({ context, item, client }: ItemRun, query: string) {
	const named = fieldsIn(query);
	const input = context.getInputData();
	if (named.length === 0 || asked.has(input)) return;
	asked.add(input);
	try {
		const access = { client, node: context.getNode(), item, limit: Infinity };
		const known = (await listLogFields(access)).flatMap((record) =>
			[...LOG_FIELD_KEYS.id, ...LOG_FIELD_KEYS.name].map((key) => pick(record, [key])),
		);
		const hint = unknownFieldsHint(named, known);
		if (hint) context.addExecutionHints(hint);
	} catch {
		// Without the scope for fields, the search itself was still good.
	}
}

/** @param known names of fields as the server lists them */
export function unknownFieldsHint(
	named: readonly string[],
	known: ReadonlyArray<string | undefined>,
): NodeExecutionHint | undefined {
	const bare = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');
	const names = new Set(known.filter((name) => name !== undefined).map(bare));
	const unknown = named.filter((name) => !names.has(bare(name)));
	if (names.size === 0 || unknown.length === 0) return undefined;
	const list = unknown.slice(0, 5).join(', ');
	return {
		message: `Nothing was found, and the server lists no field ${list}. Log Field > Get Many shows the names that queries can use.`,
		type: 'warning',
		location: 'outputPane',
	};
}

/** Names before an operator, outside quotes. */
export function fieldsIn(query: string): string[] {
	const plain = query.replace(/"(?:[^"\\]|\\.)*(?:"|\\?$)/gs, '""');
	const words = plain.matchAll(/([\w.]+)\s*(!=|<=|>=|=|<|>|IN\s*\()?/gi);
	const named = [...words].filter(([, name, operator]) => operator && /^[A-Za-z_]/.test(name));
	return [...new Set(named.map(([, name]) => name))];
}
