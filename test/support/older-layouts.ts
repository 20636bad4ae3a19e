/** SQL that makes a file of events one of an older layout, as an older version of the server left it. */
import STEPS from './older-layouts.json';

/**
 * SQL for a file of today's layout.
 *
 * @param layout 12: all rows of the index are ids; 11: no columns; 10: words of raw logs may be missing; 9: documents are never compressed anew either; 8: no lists of words; 7: documents
 * are plain text in one table, where all of the file's are plain
 */
export function olderLayout(layout: keyof typeof STEPS): string {
	const steps = (['12', '11', '10', '9', '8', '7'] as const).filter(
		(step) => Number(step) >= Number(layout),
	);
	return steps.flatMap((step) => STEPS[step]).join(';\n');
}
