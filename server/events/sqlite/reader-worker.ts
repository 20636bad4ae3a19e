/** Worker thread entry around an event reader(). */
import { workerData } from 'node:worker_threads';
import { Transfer, serveWorker } from '../../workers/rpc';
import type { NameForm, ScanRequest, SearchRequest } from '../store';
import { EventReader } from './reader';

let opened: EventReader | undefined;

/** Opened at the first call: threads start side by side, and only the writer may create the file. */
function reader(): EventReader {
	return (opened ??= new EventReader((workerData as { file: string }).file));
}

const methods = {
	search: (request: SearchRequest) => {
		const page = reader().search(request);
		return new Transfer(page, [page.hits.buffer as ArrayBuffer]);
	},
	openScan: (request: ScanRequest) => reader().openScan(request),
	nextOfScan: (scan: number, most: number, budget: number) => {
		const batch = reader().nextOfScan(scan, most, budget);
		return new Transfer(batch, [batch.ids.buffer as ArrayBuffer]);
	},
	closeScan: (scan: number) => reader().closeScan(scan),
	fetch: (ids: Float64Array, form: NameForm) => {
		const page = reader().fetch(ids, form);
		return new Transfer(page, [page.hits.buffer as ArrayBuffer]);
	},
	maxId: () => reader().maxId(),
	count: () => reader().count(),
	sources: () => reader().sources(),
	groups: () => reader().groups(),
	fields: (logType?: string) => reader().fields(logType),
	logTypes: () => reader().logTypes(),
	parserRules: () => reader().parserRules(),
	fieldValues: (field: string) => reader().fieldValues(field),
	close: () => opened?.close(),
};

/** A reader's methods, for the calling side's types. */
export type ReaderMethods = typeof methods;

serveWorker(methods);
