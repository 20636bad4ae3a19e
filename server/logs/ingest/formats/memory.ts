/** What the lines of one file or batch leave behind for those after them. */

import { YearClock } from '../time';

/** One per file or batch; formats keep what they need under their own name. */
export class LineMemory {
	/** Column names that a header line set, by format name. */
	readonly columns = new Map<string, readonly string[]>();
	/** Which year lines without one have got to. */
	readonly years = new YearClock();
}
