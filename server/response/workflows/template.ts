/** A workflow template as it is kept. */
import type { Definition } from './definition';

/** The first id of a template that was made here; those below are the predefined ones. */
export const FIRST_CUSTOM_ID = 1001;

/** A template; times are epoch ms. */
export interface Template {
	readonly id: number;
	readonly name: string;
	readonly description: string;
	/** A disabled one is listed and cannot be executed. */
	readonly enabled: boolean;
	readonly predefined: boolean;
	/** Predefined ones belong to user 1, the built-in administrator. */
	readonly createdBy: number;
	readonly createdOn: number;
	readonly lastModified: number;
	readonly definition: Definition;
}

/** What makes a template. */
export type TemplateContent = Pick<Template, 'name' | 'description' | 'definition'>;
