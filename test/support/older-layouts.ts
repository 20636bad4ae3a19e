/** SQL that makes a file of events one of an older layout, as an older version of the server left it. */
import STEPS from './older-layouts.json';

/**
 * SQL for a file of today's layout.
 *
 * @param layout 9: documents are never compressed anew; 8: no lists of words either; 7: documents are plain text in one table,
 * where all of the file's are plain
 */
export function olderLayout(layout: keyof typeof STEPS): string {
	const steps = (['9', '8', '7'] as const).filter((step) => step >= layout);
	return steps.flatMap((step) => STEPS[step]).join(';\n');
}
