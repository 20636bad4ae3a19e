/** What a workflow is: arguments, and blocks that name what follows them. */
import { z } from 'zod';

/** The most blocks of one workflow. */
export const MAX_BLOCKS = 200;

/** Parameter values, arguments and outputs: any JSON. */
export type Json =
	| null
	| boolean
	| number
	| string
	| readonly Json[]
	| { readonly [key: string]: Json };

const ID_EXPECTED = 'expected a block id: a letter, then up to 39 letters, digits or underscores';
const blockId = z
	.string({ error: ID_EXPECTED })
	.regex(/^[A-Za-z]\w{0,39}$/, { error: ID_EXPECTED });

const NAME_EXPECTED = 'expected a name: a letter, then up to 39 letters, digits or underscores';

const argument = z.strictObject({
	name: z.string({ error: NAME_EXPECTED }).regex(/^[A-Za-z]\w{0,39}$/, { error: NAME_EXPECTED }),
	description: z.string().max(500).default(''),
	type: z.enum(['text', 'number', 'boolean']).default('text'),
	mandatory: z.boolean().default(false),
	default: z.union([z.string().max(16_384), z.number(), z.boolean()]).optional(),
});

const block = z.strictObject({
	id: blockId,
	type: z.string().max(60).meta({ description: 'A block type, see docs/workflows.md' }),
	parameters: z.record(z.string(), z.json()).default({}),
	next: blockId.optional().meta({ description: 'Block after success; absent = the end' }),
	onFailure: blockId.optional().meta({ description: 'Block after failure' }),
	yes: blockId.optional().meta({ description: 'Decision: block when it holds' }),
	no: blockId.optional().meta({ description: 'Decision: block when it does not' }),
	timeoutSeconds: z.int().min(1).max(3600).optional(),
	retries: z.int().min(0).max(10).optional(),
	retryAfterSeconds: z.int().min(1).max(86_400).optional(),
});

/** A definition as it is given; what its shape cannot say is checked by `validateDefinition`. */
export const definitionSchema = z.strictObject({
	start: blockId,
	arguments: z.array(argument).max(50).default([]),
	blocks: z.array(block).min(1).max(MAX_BLOCKS),
	timeoutMinutes: z.int().min(1).max(43_200).optional().meta({
		description: 'After this time a run fails; 24 hours when absent',
	}),
});

/** A checked definition. */
export type Definition = z.output<typeof definitionSchema>;
/** One block of a definition. */
export type Block = Definition['blocks'][number];
/** One argument of a definition. */
export type Argument = Definition['arguments'][number];

/** How long a run may take when its definition does not say, minutes. */
export const DEFAULT_TIMEOUT_MINUTES = 24 * 60;
/** How long a block may take when it does not say, seconds. */
export const DEFAULT_BLOCK_TIMEOUT_SECONDS = 30;
/** Wait before a retry when the block does not say, seconds. */
export const DEFAULT_RETRY_SECONDS = 10;
