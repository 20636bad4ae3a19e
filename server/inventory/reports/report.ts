/** A report: a stored query under a module, a category and a group, and how its events are counted. */

/** How the events of a report are counted: by time, or by the values of one or two fields. */
export interface ReportCounts {
	/** Width of time buckets: `auto`, or a number with `s`, `m`, `h` or `d`; absent = by fields. */
	readonly interval?: string | undefined;
	/** One or two fields, the most frequent values first; absent = by time. */
	readonly groupBy?: readonly string[] | undefined;
	/** Most groups; 10 by default. */
	readonly limit?: number | undefined;
	/** A field whose distinct values are counted as well. */
	readonly distinct?: string | undefined;
}

/** A report that shows the events its query finds, or how many they are. */
export interface Report {
	readonly id: number;
	readonly name: string;
	readonly description: string;
	/** The three levels that the product files reports under. */
	readonly module: string;
	readonly category: string;
	readonly group: string;
	/** In the search language. */
	readonly query: string;
	/** Absent where nothing is said of it; such a report is counted by time. */
	readonly counts?: ReportCounts;
	/** Whether a user made it. */
	readonly custom: boolean;
}

/** What a user says of a report. */
export type NewReport = Omit<Report, 'id' | 'custom'>;

/** What changes of a report; what is left out stays. */
export type ReportChange = {
	readonly [K in Exclude<keyof NewReport, 'counts'>]?: NewReport[K] | undefined;
} & {
	/** Null takes the counts away. */
	readonly counts?: ReportCounts | null | undefined;
};

/** A report as a row of a table: its counts are JSON text, null without any. */
export type ReportRow = Omit<Report, 'counts' | 'custom'> & { readonly counts: string | null };

/** The columns that a report fills. */
export function rowOf({ counts, ...rest }: NewReport): Omit<ReportRow, 'id'> {
	return { ...rest, counts: counts === undefined ? null : JSON.stringify(counts) };
}

/** Reads a custom report from its row. */
export function ofRow({ counts, ...rest }: ReportRow): Report {
	const read = counts === null ? {} : { counts: JSON.parse(counts) as ReportCounts };
	return { ...rest, ...read, custom: true };
}

/** A report as it is after a change. */
export function changed({ id: _, custom: __, ...before }: Report, change: ReportChange): NewReport {
	const { counts, ...given } = change;
	const kept = counts === undefined ? before.counts : (counts ?? undefined);
	const { counts: ___, ...rest } = before;
	const said = Object.entries(given).filter(([, value]) => value !== undefined);
	return {
		...rest,
		...(Object.fromEntries(said) as Partial<NewReport>),
		...(kept === undefined ? {} : { counts: kept }),
	};
}
