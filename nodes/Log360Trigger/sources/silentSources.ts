/** Log sources that have sent nothing for a while. */
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { LOG_SOURCE_KEYS } from '../../Log360/dialects/choices';
import { pick } from '../../Log360/dialects/read';
import { simplifyLogSource } from '../../Log360/dialects/simplify';
import { listLogSources } from '../../Log360/methods/lists';
import { durationOf } from '../../Log360/parameters/duration';
import { idList } from '../../Log360/parameters/ids';
import { filterIds } from '../../Log360/parameters/search';
import { parameterError, usageError } from '../../Log360/transport/errors';
import type { PollWindow, Sighting } from '../ledger';
import type { Source } from './source';

/**
 * A silence begins when the last message is as old as the threshold. It is told once; a message in between makes the next one a new
 * silence. The server tells times of last messages only in V2.
 */
export const silentSources: Source = {
	async fetch({ context, client, window, limit }) {
		const settings = settingsOf(context);
		client.need('v2', 'tell when log sources last sent');
		const access = { client, node: context.getNode(), limit: Infinity };
		const records = (await listLogSources(access)).filter(isCollected(settings));
		const dated = records.filter((record) => lastMessage(record) !== undefined);
		if (records.length > 0 && dated.length === 0) {
			throw usageError(
				context.getNode(),
				'The server does not tell when its log sources last sent a message',
				'This build has no last_message_time in its list of log sources. Use the event Search Match or a scheduled Log > Aggregate instead.',
			);
		}
		return dated
			.map((record) => silenceOf(record, settings.silentMs, window))
			.filter(({ time }) => time <= window.now)
			.sort((one, other) => other.time - one.time)
			.slice(0, limit);
	},
};

interface Settings {
	readonly silentMs: number;
	readonly sources: readonly string[];
	readonly groups: readonly string[];
}

function settingsOf(context: IPollFunctions): Settings {
	const filters = context.getNodeParameter('sourceFilters', {}) as IDataObject;
	const silentMs = durationOf(context, context.getNodeParameter('silentFor', '60m'), {
		...{ label: 'Silent For', fallback: 60, least: 1 },
	});
	try {
		return {
			silentMs,
			sources: filterIds(filters.logSources, 'log sources'),
			groups: idList(filters.logSourceGroups),
		};
	} catch (error) {
		throw parameterError(context.getNode(), error, undefined, 'Correct the filters.');
	}
}

/** A disabled log source is silent on purpose. */
function isCollected({ sources, groups }: Settings): (record: IDataObject) => boolean {
	return (record) => {
		const { status, group, groupId } = simplifyLogSource(record);
		if (String(status ?? '').toLowerCase() === 'disabled') return false;
		const isNamed = (wanted: readonly string[], ...ids: unknown[]) =>
			wanted.length === 0 || ids.some((id) => wanted.includes(String(id ?? '')));
		return (
			isNamed(sources, pick(record, LOG_SOURCE_KEYS.id)) &&
			isNamed(groups.includes('*') ? [] : groups, groupId, group)
		);
	};
}

function lastMessage(record: IDataObject): number | undefined {
	const text = simplifyLogSource(record).lastMessageTime;
	const time = typeof text === 'number' ? text : Date.parse(String(text ?? ''));
	return Number.isNaN(time) ? undefined : time;
}

function silenceOf(raw: IDataObject, silentMs: number, window: PollWindow): Sighting<IDataObject> {
	const last = lastMessage(raw) ?? 0;
	const record = simplifyLogSource(raw);
	const silentSince = new Date(last).toISOString();
	const silentMinutes = Math.floor((window.now - last) / 60_000);
	return {
		fingerprint: `${String(record.id ?? record.name)}@${last}`,
		time: last + silentMs,
		record: { ...record, silentSince, silentMinutes },
	};
}
