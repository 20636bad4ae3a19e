/** Every block type by its name. */
import { accountBlocks } from './accounts';
import type { BlockType } from './block-type';
import { deviceBlocks } from './devices';
import { httpRequest } from './http-request';
import { decision, end, timeDelay } from './logic';
import { sendMail } from './send-mail';

/** All block types, in the order in which the console offers them. */
export const BLOCK_TYPES: readonly BlockType[] = [
	decision,
	timeDelay,
	end,
	...deviceBlocks,
	...accountBlocks,
	sendMail,
	httpRequest,
];

const BY_NAME: ReadonlyMap<string, BlockType> = new Map(
	BLOCK_TYPES.map((type) => [type.type, type]),
);

/** The type of that name; undefined when there is none. */
export function blockTypeOf(name: string): BlockType | undefined {
	return BY_NAME.get(name);
}
