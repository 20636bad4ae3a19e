/** An export of an incident: V1 names it by a small number, the job engine by an opaque id. */

/** Formats that an incident can be exported in. */
export const EXPORT_FORMATS = ['pdf', 'json', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** One export. */
export interface ExportRecord {
	readonly id: number;
	readonly incidentId: number;
	readonly format: ExportFormat;
	/** Epoch ms. */
	readonly createdAt: number;
	/** The job that makes it; null until it was submitted. */
	readonly jobId: string | null;
}
