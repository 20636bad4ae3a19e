/** New alerts. */
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { AlertCriteria, FieldNames } from '../../Log360/dialects/dialect';
import { alertFingerprint, hasId } from '../../Log360/dialects/fingerprint';
import { simplifyAlert } from '../../Log360/dialects/flat';
import { alertFilters, type AlertFilters } from '../../Log360/parameters/alerts';
import { alertPages } from '../../Log360/transport/alertPages';
import type { Client } from '../../Log360/transport/client';
import { causeOfError, parameterError } from '../../Log360/transport/errors';
import { collectWithRestart } from '../../Log360/transport/pages';
import { isSimplified, shapeOfTrigger } from '../shape';
import { RAISED_TIME_KEYS, timeOfHit } from '../timeOfHit';
import type { Look, Source } from './source';

export const alerts: Source = {
	async fetch(look) {
		const { context, client, window } = look;
		const { hits, byRaisedTime } = await hitsOf(look);
		const shape = shapeOfTrigger(context, (hit) => simplifyAlert(hit, client.consoleUrl()));
		const simple = isSimplified(context);
		return onceEach(hits).map(({ hit, fingerprint }) => {
			const record = { ...shape(hit), ...(simple ? {} : { fingerprint }) };
			const keys = byRaisedTime ? RAISED_TIME_KEYS : undefined;
			return { fingerprint, time: timeOfHit(hit, window, keys), record };
		});
	},
};

/**
 * Hits that have an id, once each: while pages and statuses are read one after the other, an alert may move on and be met again. Equal
 * hits without an id are as many alerts.
 */
function onceEach(hits: readonly IDataObject[]): Array<{ hit: IDataObject; fingerprint: string }> {
	const met = new Set<string>();
	return hits.flatMap((hit) => {
		const fingerprint = alertFingerprint(hit);
		if (met.has(fingerprint)) return [];
		if (hasId(fingerprint)) met.add(fingerprint);
		return [{ hit, fingerprint }];
	});
}

/** What is remembered of a server: whether it can order alerts by the time when they were raised. */
interface Known {
	byRaisedTime?: boolean;
}

/**
 * The alerts of a window, by the time when they were raised where the server knows it: an event that comes hours late raises its alert
 * late, and in a window of event times it would be missed. Only log360-server knows it, an extension; Log360 refuses or ignores the
 * key, and is asked once.
 */
async function hitsOf({ context, client, window, limit, memory }: Look) {
	const options = context.getNodeParameter('options', {}) as { fieldNames?: FieldNames };
	const criteria: AlertCriteria = {
		...filtersOf(context),
		...{ from: window.from, to: window.to },
		names: options.fieldNames ?? 'server',
	};
	const known = memory as Known;
	const read = async (timeField?: 'raised_time') =>
		await pagesOf(context, client, { ...criteria, timeField }, limit);
	if (client.generation === 'v1' || known.byRaisedTime === false) {
		return { hits: await read(), byRaisedTime: false };
	}
	try {
		const hits = await read('raised_time');
		// A server that ignores the key answers as without it; log360-server says who it is.
		known.byRaisedTime = client.consoleUrl() !== undefined;
		return { hits, byRaisedTime: known.byRaisedTime };
	} catch (error) {
		const refused = known.byRaisedTime !== true && causeOfError(error) === 'badRequest';
		if (!refused) throw error as Error;
	}
	const hits = await read();
	known.byRaisedTime = false;
	return { hits, byRaisedTime: false };
}

async function pagesOf(
	context: IPollFunctions,
	client: Client,
	criteria: AlertCriteria,
	limit: number,
): Promise<IDataObject[]> {
	const settings = { node: context.getNode() };
	return await collectWithRestart(() => alertPages(client, criteria, settings), limit);
}

function filtersOf(context: IPollFunctions) {
	try {
		return alertFilters(context.getNodeParameter('alertFilters', {}) as AlertFilters);
	} catch (error) {
		throw parameterError(context.getNode(), error, undefined, 'Correct the filters.');
	}
}
