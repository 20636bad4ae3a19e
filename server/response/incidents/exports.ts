/** Exports of incidents: jobs that write a file, named by a small number. */
import type { Clock } from '../../platform';
import {
	exportJob,
	type ExportResult,
	hasCode,
	isActive,
	type JobEngine,
	type JobFileStore,
	type JobRecord,
	openExport,
	PermanentJobError,
	type Viewer,
} from '../../jobs';
import type { Readable } from 'node:stream';
import { IncidentError } from './errors';
import { renderIncident } from './export/render';
import type { ExportFormat, ExportRecord } from './export-record';
import type { IncidentStore } from './store';

/** Kind of the jobs. */
export const EXPORT_KIND = 'incident-export';

/** The jobs belong to this part of the server: who may export is decided by the token's scope. */
const VIEWER: Viewer = { owner: 'incidents', admin: false };

/** State of an export in V1's words (assumed). */
export interface ExportStatus {
	readonly status: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
	/** For people; of a failure it says why. */
	readonly message: string;
}

interface Payload {
	readonly incident: number;
	readonly format: ExportFormat;
}

/** Starts exports, tells how they stand and hands out their files. */
export class IncidentExports {
	/** Registers the job's kind, so make it before the engine starts. */
	constructor(
		private readonly store: Pick<IncidentStore, 'call'>,
		private readonly engine: Pick<JobEngine, 'register' | 'submit' | 'get'>,
		private readonly files: JobFileStore,
		private readonly clock: Clock,
	) {
		const { handler, options } = exportJob<Payload>(files, async ({ payload, signal }) => {
			const { incident, format } = payload;
			return renderIncident(await this.read(incident), format, clock.now(), signal);
		});
		engine.register(EXPORT_KIND, handler, options);
	}

	/**
	 * Starts an export; while one of the same incident and format is at work, that one is answered again.
	 *
	 * @throws IncidentError `unknown_incident`
	 */
	async start(incidentId: number, format: ExportFormat): Promise<ExportRecord> {
		const newest = await this.store.call('newestExport', [incidentId, format]);
		if (newest !== undefined) {
			const job = await this.job(newest).catch(() => undefined);
			if (job !== undefined && isActive(job.state)) return newest;
		}
		const incident = await this.store.call('findIncident', [incidentId]);
		if (incident === undefined) throw new IncidentError('unknown_incident', String(incidentId));
		const record = await this.store.call('addExport', [incidentId, format, this.clock.now()]);
		await this.job(record);
		return record;
	}

	/** How an export stands. @throws IncidentError `unknown_export`, also when its file has been removed */
	async status(id: number): Promise<ExportStatus> {
		const job = await this.job(await this.find(id));
		if (isActive(job.state))
			return { status: 'IN_PROGRESS', message: 'Incident Export in progress' };
		if (job.state !== 'SUCCESS') {
			const reason = job.deadReason ?? 'it was cancelled';
			return { status: 'FAILED', message: `Incident Export failed: ${reason}` };
		}
		const { name, size, sha256 } = job.result as unknown as ExportResult;
		const message = `Incident Export completed: ${name}, ${size} bytes, SHA-256 ${sha256}`;
		return { status: 'COMPLETED', message };
	}

	/** The file. @throws IncidentError `unknown_export`; `export_not_ready` while there is none, or never will be */
	async open(id: number): Promise<{ readonly file: ExportResult; readonly stream: Readable }> {
		const job = await this.job(await this.find(id));
		if (job.state === 'SUCCESS') return openExport(this.engine, this.files, job.id, VIEWER);
		const { status, message } = await this.status(id);
		throw new IncidentError(
			'export_not_ready',
			status === 'FAILED' ? `${id}, which failed (${message}),` : String(id),
		);
	}

	private async find(id: number): Promise<ExportRecord> {
		const record = await this.store.call('findExport', [id]);
		if (record === undefined) throw new IncidentError('unknown_export', String(id));
		return record;
	}

	/** The export's job; one whose submission a crash cut off is submitted now, with a key that makes it one job. */
	private async job({ id, incidentId, format, jobId }: ExportRecord): Promise<JobRecord> {
		if (jobId === null) {
			const payload: Payload = { incident: incidentId, format };
			const { owner } = VIEWER;
			const submission = { kind: EXPORT_KIND, owner, payload, key: String(id) };
			const { job } = await this.engine.submit(submission);
			await this.store.call('setExportJob', [id, job.id]);
			return job;
		}
		try {
			return await this.engine.get(jobId, VIEWER);
		} catch (error) {
			if (!hasCode(error, 'JOB_GONE') && !hasCode(error, 'JOB_NOT_FOUND')) throw error;
			throw new IncidentError('unknown_export', `${id} any more: files are kept for 24 hours`);
		}
	}

	private async read(id: number) {
		try {
			return await this.store.call('getIncident', [id]);
		} catch (error) {
			if (!hasCode(error, 'unknown_incident')) throw error;
			throw new PermanentJobError(
				`Incident ${id} was deleted before it was exported`,
				'unknown_incident',
			);
		}
	}
}
