/** One poll of the trigger. */
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { guardedPoll } from '../Log360/parameters/given';
import { durationOf } from '../Log360/parameters/duration';
import { createClient, type Client } from '../Log360/transport/client';
import { usageError } from '../Log360/transport/errors';
import {
	commit,
	isLedger,
	nextWindow,
	type Ledger,
	type PollWindow,
	type Sighting,
} from './ledger';
import { alerts } from './sources/alerts';
import { incidents } from './sources/incidents';
import { jobs } from './sources/jobs';
import { searchMatches } from './sources/searchMatches';
import { silentSources } from './sources/silentSources';
import type { Source } from './sources/source';
import { tokenExpiry } from './sources/tokenExpiry';

const SOURCES: Readonly<Record<string, Source>> = {
	newAlert: alerts,
	searchMatch: searchMatches,
	jobFinished: jobs,
	incident: incidents,
	silentSource: silentSources,
	tokenExpires: tokenExpiry,
};

const SAMPLE_MS = 30 * 24 * 3_600_000;

/** What is kept in the static data of the node. */
interface Memory {
	/** Event and filters that the ledger belongs to; with other ones it starts anew. */
	watching?: string;
	ledger?: Ledger;
	/** What is known about the server. */
	server?: IDataObject;
	/** What a source keeps beside the ledger. */
	source?: IDataObject;
}

/** @returns `null` when there is nothing new */
export async function pollOnce(trigger: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const context = guardedPoll(trigger);
	const event = context.getNodeParameter('event') as string;
	const source = SOURCES[event];
	if (source === undefined) {
		throw usageError(context.getNode(), `There is no event "${event}"`, 'Choose the event again.');
	}
	const client = await createClient(context);
	if (event === 'incident') client.need('v2', 'list incidents');
	const records =
		context.getMode() === 'manual'
			? await sample(context, client, source)
			: await news(context, client, source, event);
	return records.length === 0 ? null : [records.map((json) => ({ json }))];
}

/** The newest record, for the editor; the memory stays as it is. */
async function sample(
	context: IPollFunctions,
	client: Client,
	source: Source,
): Promise<IDataObject[]> {
	const now = Date.now();
	const window = { from: now - SAMPLE_MS, to: now + SAMPLE_MS, now };
	const found = await source.fetch({ context, client, window, limit: 1, memory: {} });
	return found.slice(0, 1).map(({ record }) => record);
}

/** What is new since the last poll; the memory moves on. */
export async function news(
	context: IPollFunctions,
	client: Client,
	source: Source,
	event: string,
): Promise<IDataObject[]> {
	const { overlap, lookBack } = settingsOf(context);
	const memory = context.getWorkflowStaticData('node') as Memory;
	const watching = JSON.stringify([client.generation, event, filtersOf(context, event)]);
	if (memory.watching !== watching || !isLedger(memory.ledger)) {
		memory.watching = watching;
		delete memory.ledger;
		delete memory.source;
		delete memory.server;
	}
	const begun = Date.now();
	const { window, found } = await look(context, client, source, memory, begun, overlap, lookBack);
	const skew = client.serverSkew() ?? memory.ledger?.skew ?? 0;
	// From here on nothing waits, so polls that overlap take their turns with the memory.
	const { ledger } = memory;
	const inWindow = source.finish ? found.filter(({ time }) => time >= window.from) : found;
	const { emit, ...next } = commit(ledger, window, inWindow, begun + skew, skew, overlap, lookBack);
	memory.ledger = next.ledger;
	const kept = { ...memory.source };
	const hadLedger = ledger !== undefined;
	const records = source.finish
		? source.finish({ found, emit, window, memory: kept, hadLedger })
		: emit.map(({ record }) => record);
	if (source.finish) memory.source = kept;
	return records.filter((record) => source.wants?.(context, record) ?? true);
}

/** Fetches the window; once more where the answer shows that the clock of the server is far from what was thought. */
async function look(
	context: IPollFunctions,
	client: Client,
	source: Source,
	memory: Memory,
	begun: number,
	overlap: number,
	lookBack: number,
): Promise<{ window: PollWindow; found: Array<Sighting<IDataObject>> }> {
	const { ledger } = memory;
	const server = { ...memory.server };
	const fetch = async (skew: number) => {
		const window = nextWindow(ledger, begun + skew, overlap, lookBack);
		const found = await source.fetch({ context, client, window, limit: Infinity, memory: server });
		if (Object.keys(server).length > 0) memory.server = server;
		return { window, found };
	};
	const guess = ledger?.skew ?? 0;
	const result = await fetch(guess);
	const skew = client.serverSkew() ?? guess;
	return Math.abs(skew - guess) <= overlap / 2 ? result : await fetch(skew);
}

function settingsOf(context: IPollFunctions): { overlap: number; lookBack: number } {
	const { overlap, lookBack } = context.getNodeParameter('options', {}) as IDataObject;
	const late = { label: 'Late Arrivals', fallback: 10, least: 1 };
	const back = { label: 'Look Back at Activation', fallback: 0, least: 0 };
	return {
		overlap: durationOf(context, overlap, late),
		lookBack: durationOf(context, lookBack, back),
	};
}

/** What decides which records match, and how they look; other parameters may change without the memory being lost. */
function filtersOf(context: IPollFunctions, event: string): unknown {
	// With other field names, the same record has another fingerprint.
	const { fieldNames } = context.getNodeParameter('options', {}) as { fieldNames?: string };
	switch (event) {
		case 'newAlert':
			return [context.getNodeParameter('alertFilters', {}), fieldNames ?? 'server'];
		case 'searchMatch':
			return [
				context.getNodeParameter('query', '*'),
				context.getNodeParameter('searchFilters', {}),
				fieldNames ?? 'server',
			];
		case 'incident':
			return [
				context.getNodeParameter('incidentChange', 'both'),
				context.getNodeParameter('incidentFilters', {}),
			];
		case 'silentSource':
			return [
				context.getNodeParameter('silentFor', '60m'),
				context.getNodeParameter('sourceFilters', {}),
			];
		case 'tokenExpires':
			return [context.getNodeParameter('expiresWithin', '7d')];
		default:
			return null;
	}
}
