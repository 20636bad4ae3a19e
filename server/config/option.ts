/** What is known of one option: how it is written, what it takes, what it means. */
import type { z } from 'zod';

/** The headings that options are listed under. */
export const SECTIONS = [
	'Server',
	'API',
	'Limits',
	'Retention',
	'Several servers',
	'Log sources',
	'Security',
	'Operations',
] as const;

/** One option of `log360-server start`. */
export interface Option<Schema extends z.ZodType = z.ZodType> {
	readonly section: (typeof SECTIONS)[number];
	/** What it means, without the default; one phrase for `--help`. */
	readonly summary: string;
	/** Reads and checks the value. */
	readonly schema: Schema;
	/** What is accepted, as it ends the sentence "expected …". */
	readonly expected: string;
	readonly default: z.output<Schema>;
	/** The default as people read it, where printing the value would not do. */
	readonly shownDefault?: string;
	/** Placeholder of the value in `--help`; absent = the option is a switch. */
	readonly value?: string;
	/** What the option means when it stands without a value; absent = the value is mandatory. */
	readonly withoutValue?: string;
	/** Only read from the environment: command lines are visible to every user of the machine. */
	readonly environmentOnly?: true;
	/** A wrong value may have a secret in it, as addresses may, and is not repeated in messages. */
	readonly mayHoldSecret?: true;
}

/** Keeps the schema's type while the option is checked against its shape. */
export function option<Schema extends z.ZodType>(definition: Option<Schema>): Option<Schema> {
	return definition;
}

/** `pageSize` → `page-size`: how the option is called on the command line and in the file. */
export function flagName(key: string): string {
	return key.replaceAll(/[A-Z]/g, (part) => `-${part.toLowerCase()}`);
}

/** `pageSize` → `LOG360_PAGE_SIZE`. */
export function variableName(key: string): string {
	return `LOG360_${flagName(key).replaceAll('-', '_').toUpperCase()}`;
}
