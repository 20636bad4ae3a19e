/** The fields of an event that a format fills in. */
import type { FieldValue } from '../../events';

/** The fields of an event under construction. */
export type Fields = Record<string, FieldValue>;
