/** A workflow as the administrator API answers it. */
import type { Argument } from './run-arguments.js';

/** A block of a definition. */
export interface Block {
	readonly id: string;
	readonly type: string;
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly next?: string;
	readonly onFailure?: string;
	readonly yes?: string;
	readonly no?: string;
}

/** A workflow; the list leaves its definition out. */
export interface Template {
	readonly id: number;
	readonly name: string;
	readonly description: string;
	readonly enabled: boolean;
	readonly predefined: boolean;
	readonly createdOn: string;
	readonly lastModified: string;
	readonly definition?: {
		readonly start: string;
		readonly arguments: readonly Argument[];
		readonly blocks: readonly Block[];
	};
}
