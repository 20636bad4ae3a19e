/** Worker thread entry around a reader of events and one of alerts. */
import type { AlertFilter, AlertSearchRequest } from '../../../detection';
import { serveWorker, Transfer } from '../../../platform/threads';
import type {
	AggregateRequest,
	NameForm,
	ScanRequest,
	SearchRequest,
	SearchWatch,
	SourceKeys,
	SourcePage,
} from '../../../logs/store';
import { workerData } from 'node:worker_threads';
import { AlertReader } from '../alerts/alert-reader';
import { EventReader } from './reader';

let opened: EventReader | undefined;
let openedAlerts: AlertReader | undefined;

/** Opened at the first call: threads start side by side, and only the writer may create the file. */
function reader(): EventReader {
	return (opened ??= new EventReader((workerData as { file: string }).file));
}

function alerts(): AlertReader {
	return (openedAlerts ??= new AlertReader((workerData as { file: string }).file, (field) =>
		reader().dictionary(field),
	));
}

const methods = {
	search: (request: SearchRequest, watch?: SearchWatch) => {
		const page = reader().search(request, watch);
		return new Transfer(page, [page.hits.buffer as ArrayBuffer]);
	},
	openScan: (request: ScanRequest) => reader().openScan(request),
	nextOfScan: (scan: number, most: number, budget: number) => {
		const batch = reader().nextOfScan(scan, most, budget);
		return new Transfer(batch, [batch.ids.buffer as ArrayBuffer]);
	},
	closeScan: (scan: number) => reader().closeScan(scan),
	aggregate: (request: AggregateRequest) => reader().aggregate(request),
	openAggregate: (request: AggregateRequest) => reader().openAggregate(request),
	nextOfAggregate: (number: number, budget: number) => reader().nextOfAggregate(number, budget),
	closeAggregate: (number: number) => reader().closeAggregate(number),
	fetch: (ids: Float64Array, form: NameForm) => {
		const page = reader().fetch(ids, form);
		return new Transfer(page, [page.hits.buffer as ArrayBuffer]);
	},
	maxId: () => reader().maxId(),
	count: () => reader().count(),
	kept: () => reader().kept(),
	sources: () => reader().sources(),
	sourcePage: (page: SourcePage) => reader().sourcePage(page),
	sourcesWith: (keys: SourceKeys) => reader().sourcesWith(keys),
	groups: () => reader().groups(),
	fields: (logType?: string) => reader().fields(logType),
	logTypes: () => reader().logTypes(),
	parserRules: () => reader().parserRules(),
	fieldValues: (field: string) => reader().fieldValues(field),
	searchAlerts: (request: AlertSearchRequest, watch?: SearchWatch) => {
		const page = alerts().search(request, watch);
		return new Transfer(page, [page.hits.buffer as ArrayBuffer]);
	},
	openAlertScan: (filter: AlertFilter) => alerts().openScan(filter),
	nextOfAlertScan: (scan: number, most: number, budget: number) => {
		const batch = alerts().nextOfScan(scan, most, budget);
		return new Transfer(batch, [batch.ids.buffer as ArrayBuffer]);
	},
	closeAlertScan: (scan: number) => alerts().closeScan(scan),
	fetchAlerts: (ids: Float64Array, form: NameForm) => {
		const page = alerts().fetch(ids, form);
		return new Transfer(page, [page.hits.buffer as ArrayBuffer]);
	},
	alert: (id: number) => alerts().get(id),
	alertHistory: (id: number) => alerts().history(id),
	alertsAfter: (seq: number, limit: number) => alerts().after(seq, limit),
	alertPosition: (consumer: string) => alerts().position(consumer),
	alertProfiles: () => alerts().profiles(),
	alertProfile: (id: number) => alerts().profile(id),
	close: () => {
		openedAlerts?.close();
		opened?.close();
	},
};

/** A reader's methods, for the calling side's types. */
export type ReaderMethods = typeof methods;

serveWorker(methods);
