/** Worker thread entry around the event writer; batches also come straight from ingest threads over their own ports. */
import { type MessagePort, workerData } from 'node:worker_threads';
import type { LogTypeChange, NewParserRule, ParserRuleChange } from '../../log-types/changes';
import type { NewSource, SourceChange } from '../../sources/changes';
import { serveWorker } from '../../workers/rpc';
import type { PreparedBatch } from '../prepare';
import { EventWriter } from './writer';

const writer = new EventWriter((workerData as { file: string }).file);

/** What the writer answers to a batch that came over a port. */
export type PortReply =
	| { readonly batch: number; readonly stored: number; readonly dropped: number }
	| { readonly batch: number; readonly error: string };

const methods = {
	append: (batch: PreparedBatch) => writer.append(batch),
	/** Lets an ingest thread hand batches over directly, so that they never cross the HTTP thread. */
	connect: (port: MessagePort) => {
		port.on('message', (message: { batch: number; prepared: PreparedBatch }) => {
			let reply: PortReply;
			try {
				reply = { batch: message.batch, ...writer.append(message.prepared) };
			} catch (error) {
				reply = {
					batch: message.batch,
					error: error instanceof Error ? error.message : String(error),
				};
			}
			port.postMessage(reply);
		});
	},
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
	close: () => writer.close(),
};

/** The writer's methods, for the calling side's types. */
export type WriterMethods = typeof methods;

serveWorker(methods);
