/** Worker thread entry around the event writer; batches also come straight from ingest threads over their own ports. */
import type { AlertRevision, ProfileDraft, ProfileSet } from '../../../detection';
import type { PortReply } from '../../../logs/ingest';
import type { LogTypeChange, NewParserRule, ParserRuleChange } from '../../../logs/log-types';
import type { NewSource, SourceChange } from '../../../logs/sources';
import { serveWorker } from '../../../platform/threads';
import {
	type AppendResult,
	buffersOf,
	type IndexMerging,
	type PreparedBatch,
	type RetentionLimits,
} from '../../../logs/store';
import { type MessagePort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { BackgroundWork } from '../data/background-work';
import { withLogAtRest } from '../data/log-at-rest';
import { EventWriter } from './writer';

/** What the thread is given; `restMs` as {@link REST_MS}. */
interface WriterData {
	readonly file: string;
	readonly restMs?: number;
}

const { file, restMs } = workerData as WriterData;
const writer = new EventWriter(file);

/** What the writer sends ingest threads unasked: the alert profiles to look for from now on. */
export interface ProfileNews {
	readonly profiles: ProfileSet;
}

/** Between two steps of counting, or of compressing, in the background, ms, so that it takes half of the thread at most. */
const PAUSE_MS = 20;
/** The same between two steps that compress anew what is compressed, or merge the index: an eighth of the thread at most. */
const REPACK_PAUSE_MS = 100;
/** Between two looks whether anything was written, ms: the index is merged one to two of these after the last write. */
const REST_MS = 15_000;

const ingestPorts = new Set<MessagePort>();
const alertPorts = new Set<MessagePort>();
let announced = writer.alerts.last;
const mergingPorts = new Set<MessagePort>();
let toldMerging = writer.indexAtRest.merging;

/** A batch as an ingest thread sends it. */
interface PortBatch {
	readonly batch: number;
	readonly prepared: PreparedBatch;
}

/** Events of one transaction: what waits meanwhile is one transaction of this size, some 150 ms of work. */
const EVENTS_PER_TRANSACTION = 5_000;

/** Tells who listens that there are new alerts, once they are durable. */
function announceAlerts(): void {
	if (writer.alerts.last === announced) return;
	announced = writer.alerts.last;
	for (const port of alertPorts) port.postMessage(announced);
}

/** Tells who listens how merging the index is. */
function tellMerging(): void {
	const { merging } = writer.indexAtRest;
	if (merging === toldMerging) return;
	toldMerging = merging;
	for (const port of mergingPorts) port.postMessage(merging satisfies IndexMerging);
}

/** Hands on the result of what may have written something, and looks after the file's log from now on. */
function written<T>(result: T): T {
	writer.log.goOn();
	return result;
}

/** Stores what has come over a port as one transaction: one disk sync and one index segment serve all of it. */
function appendWaiting(port: MessagePort, first: PortBatch): void {
	const waiting = [first];
	let events = first.prepared.times.length;
	while (events < EVENTS_PER_TRANSACTION) {
		const next: { readonly message: PortBatch } | undefined = receiveMessageOnPort(port);
		if (next === undefined) break;
		waiting.push(next.message);
		events += next.message.prepared.times.length;
	}
	const results = written(writer.appendAll(waiting.map(({ prepared }) => prepared)));
	announceAlerts();
	afterStoring();
	for (const [index, { batch, prepared }] of waiting.entries()) {
		const result = results[index] as AppendResult | Error;
		if (!(result instanceof Error)) free(prepared);
		const reply: PortReply =
			result instanceof Error
				? { batch, error: result.message, name: result.name }
				: { batch, ...result };
		port.postMessage(reply);
	}
}

/**
 * Frees the buffers of a stored batch, a MiB for a thousand events: V8 would collect all garbage for every few dozen of them. What
 * a refused batch reports is still needed.
 */
function free(batch: PreparedBatch): void {
	for (const buffer of buffersOf(batch)) buffer.transfer(0);
}

/** Makes a change of profiles known to the ingest threads before it is acknowledged. */
function changingProfiles<T>(change: () => T): T {
	const result = change();
	const news: ProfileNews = { profiles: writer.alerts.profileSet() };
	for (const port of ingestPorts) port.postMessage(news);
	return result;
}

/** Counts events, of an older layout or of hours that lost some. */
const counting = new BackgroundWork({
	...{ name: 'counting events', step: () => written(writer.countOn()), pause: () => PAUSE_MS },
});
counting.goOn();

/** Compresses stored documents: plain ones, and those for which another dictionary is much better. */
const packing = new BackgroundWork({
	name: 'compressing events',
	step: () => written(writer.packOn()),
	pause: () => (writer.isPackedOnce ? REPACK_PAUSE_MS : PAUSE_MS),
});
if (writer.mayPack) packing.goOn();

/** Lists words of older events. */
const listing = new BackgroundWork({
	...{ name: 'listing words', step: () => written(writer.listOn()), pause: () => PAUSE_MS },
});
if (writer.mayList) listing.goOn();

/** Puts columns together, and makes those of older events. */
const columning = new BackgroundWork({
	...{ name: 'writing columns', step: () => written(writer.columnsOn()), pause: () => PAUSE_MS },
});
if (writer.mayColumn) columning.goOn();

/** Merges the index once nothing is written any more. */
const merging = new BackgroundWork({
	name: 'merging the index',
	step: () => {
		const more = written(writer.indexAtRest.step());
		tellMerging();
		return more;
	},
	pause: () => (writer.indexAtRest.isResting ? REPACK_PAUSE_MS : (restMs ?? REST_MS)),
});
merging.goOn();

/** What may have to be done once events were stored. */
function afterStoring(): void {
	merging.goOn();
	if (writer.mayPack) packing.goOn();
	if (writer.mayColumn) columning.goOn();
}

const methods = {
	append: (batch: PreparedBatch) => {
		const result = writer.append(batch);
		announceAlerts();
		afterStoring();
		return result;
	},
	/** Lets an ingest thread hand batches over directly, so that they never cross the HTTP thread. */
	connect: (port: MessagePort) => {
		ingestPorts.add(port);
		port.on('close', () => ingestPorts.delete(port));
		port.postMessage({ profiles: writer.alerts.profileSet() } satisfies ProfileNews);
		port.on('message', (first: PortBatch) => appendWaiting(port, first));
	},
	/** Sends the number of the latest alert to `port` whenever alerts were raised, once they are durable. */
	announceAlerts: (port: MessagePort) => {
		alertPorts.add(port);
		port.on('close', () => alertPorts.delete(port));
	},
	/** Sends `port` how merging the index is, whenever that has changed: who asked would wait for batches. */
	tellMerging: (port: MessagePort) => {
		mergingPorts.add(port);
		port.on('close', () => mergingPorts.delete(port));
	},
	importProfiles: (drafts: readonly ProfileDraft[]) =>
		changingProfiles(() => writer.alerts.importProfiles(drafts)),
	createProfile: (draft: ProfileDraft) =>
		changingProfiles(() => writer.alerts.createProfile(draft)),
	updateProfile: (id: number, change: Partial<ProfileDraft>) =>
		changingProfiles(() => writer.alerts.updateProfile(id, change)),
	deleteProfile: (id: number) => changingProfiles(() => writer.alerts.deleteProfile(id)),
	reviseAlerts: (change: AlertRevision) => writer.alerts.revise(change),
	setAlertPosition: (consumer: string, seq: number) => writer.alerts.setPosition(consumer, seq),
	removeSlice: (limits: RetentionLimits, now: number) => {
		const slice = writer.removeSlice(limits, now);
		if (writer.tallies.mayRecount) counting.goOn();
		if (writer.mayColumn) columning.goOn();
		return slice;
	},
	/** What was beyond its quota since the start. */
	overflow: () => writer.quotas.overflow,
	addSources: (sources: readonly NewSource[]) => writer.change((to) => to.sources.add(sources)),
	updateSources: (changes: readonly SourceChange[]) =>
		writer.change((to) => to.sources.update(changes)),
	deleteSources: (ids: readonly number[]) => writer.change((to) => to.sources.delete(ids)),
	disableSources: (names: readonly string[]) => writer.change((to) => to.sources.disable(names)),
	createLogType: (name: string, details: string | undefined) =>
		writer.change((to) => to.logTypes.create(name, details)),
	updateLogType: (change: LogTypeChange) => writer.change((to) => to.logTypes.update(change)),
	deleteLogTypes: (ids: readonly string[]) => writer.change((to) => to.logTypes.delete(ids)),
	createParserRule: (rule: NewParserRule) =>
		writer.change((to) => {
			const logType = to.logTypes.find(rule.logType).id;
			return to.parserRules.create({ ...rule, logType });
		}),
	updateParserRule: (change: ParserRuleChange) =>
		writer.change((to) => to.parserRules.update(change)),
	deleteParserRules: (ids: readonly number[]) => writer.change((to) => to.parserRules.delete(ids)),
	close: () => {
		for (const work of [counting, packing, listing, columning, merging]) work.close();
		writer.close();
	},
};

/** The writer's methods, for the calling side's types. */
export type WriterMethods = typeof methods;

serveWorker(withLogAtRest(writer.log, methods));
