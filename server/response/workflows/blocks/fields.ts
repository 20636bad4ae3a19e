/** Parameters that several block types share. */
import { z } from 'zod';

/** A text of 1 to `max` characters on one line. */
export function line(what: string, max = 256) {
	const error = `expected ${what}, 1 to ${max} characters on one line`;
	return z
		.union([z.string(), z.number().transform(String)], { error })
		.transform((text) => text.trim())
		.refine((text) => text.length > 0 && text.length <= max && !/[\r\n\0]/.test(text), { error });
}

/** A text of up to `max` characters; numbers and booleans, as placeholders give them, are written out. */
export function text(what: string, max: number) {
	const error = `expected ${what}, at most ${max} characters`;
	return z
		.union([z.string(), z.number().transform(String), z.boolean().transform(String)], { error })
		.refine((value) => value.length <= max, { error });
}

/** A whole number, also as digits in a text. */
export function whole(min: number, max: number, what: string) {
	const error = `expected ${what} from ${min} to ${max}`;
	return z
		.union(
			[
				z.number(),
				z
					.string()
					.trim()
					.regex(/^\d{1,9}$/)
					.transform(Number),
			],
			{ error },
		)
		.refine((value) => Number.isInteger(value) && value >= min && value <= max, { error });
}

const DEVICE = 'a device name, for instance {{device}}';

/** Device that a block acts on. */
export const device = z
	.string({ error: `expected ${DEVICE}` })
	.trim()
	.regex(/^[A-Za-z0-9_][A-Za-z0-9_.:-]{0,252}$/, { error: `expected ${DEVICE}` });
