/** Makes block types that do one thing to a simulated device. */
import type { DeviceAction } from '../../devices';
import { z } from 'zod';
import type { Json } from '../definition';
import { type BlockCategory, type BlockResult, type BlockType, blockType } from './block-type';
import { device } from './fields';

/** What distinguishes one device block from the next. */
interface DeviceBlock<Shape extends z.ZodRawShape> {
	readonly type: string;
	readonly title: string;
	readonly category: BlockCategory;
	readonly description: string;
	/** Parameters beside the device. */
	readonly parameters: Shape;
	readonly check?: BlockType['check'];
	action(parameters: z.output<z.ZodObject<Shape>>): DeviceAction;
}

/** The output says that nothing real was touched. */
export const SIMULATED = 'Simulated: no real device was touched.';

/** Makes the block type. */
export function deviceBlock<Shape extends z.ZodRawShape>(block: DeviceBlock<Shape>): BlockType {
	const { type, title, category, description, check } = block;
	return blockType({
		type,
		title,
		category,
		description: `${description} Acts on a simulated device.`,
		simulated: true,
		parameters: z.strictObject({ device, ...block.parameters }),
		...(check === undefined ? {} : { check }),
		run: async (parameters, environment): Promise<BlockResult> => {
			const { device: name, ...rest } = parameters as { device: string } & Record<string, unknown>;
			const action = block.action(rest as z.output<z.ZodObject<Shape>>);
			const result = await environment.act(name, action);
			if (!result.ok) {
				const output: Json = { device: name, note: SIMULATED };
				return { status: 'failed', error: result.error, output };
			}
			const output: Record<string, Json> = { ...(result.output as Record<string, Json>) };
			return { status: 'success', output: { ...output, note: SIMULATED } as Json };
		},
	});
}
