/** systemd's journal as `journalctl -o json` and its exporters write it. */
import type { Draft } from '../formats/draft';
import type { ObjectFormat, ParseOptions } from '../formats/format';
import type { JsonObject } from '../formats/json-object';
import { setPriority } from '../formats/severity';
import { collectRest, textAt } from './json-values';
import { scalar, setText } from './values';

const MOVED: ReadonlySet<string> = new Set([
	'MESSAGE',
	'PRIORITY',
	'SYSLOG_FACILITY',
	'SYSLOG_IDENTIFIER',
	'_HOSTNAME',
	'__REALTIME_TIMESTAMP',
	'_SOURCE_REALTIME_TIMESTAMP',
	'SYSLOG_RAW',
]);

/** Entries of the journal; the message is read further, as the program's own. */
export const JOURNALD: ObjectFormat = {
	name: 'journald',
	title: 'systemd journal as JSON (journalctl -o json)',
	logTypes: ['Unix'],
	fields: ['SOURCE', 'PROCESSID', 'MESSAGE', 'SEVERITY', 'FACILITY', 'COMMAND', 'PROCESSNAME'],
	openFields: true,
	sources: [{ product: 'linux', service: 'syslog' }],
	recognises: (source) =>
		source.__REALTIME_TIMESTAMP !== undefined ||
		(source._SOURCE_REALTIME_TIMESTAMP !== undefined && source._HOSTNAME !== undefined) ||
		(source.SYSLOG_IDENTIFIER !== undefined && source.PRIORITY !== undefined),
	read(source: JsonObject, draft: Draft, options: ParseOptions): void {
		collectRest(source, draft, MOVED);
		const { fields } = draft;
		const priority = Number(textAt(source, 'PRIORITY'));
		const facility = Number(textAt(source, 'SYSLOG_FACILITY') ?? 1);
		if (priority >= 0 && priority < 8 && facility >= 0 && facility < 24)
			setPriority(fields, facility * 8 + priority);
		setText(fields, 'SOURCE', textAt(source, 'SYSLOG_IDENTIFIER') ?? textAt(source, '_COMM'));
		const process = textAt(source, '_PID') ?? textAt(source, 'SYSLOG_PID');
		if (process !== undefined) fields.PROCESSID = scalar(process);
		setText(fields, 'PROCESSNAME', textAt(source, '_EXE'));
		fields.MESSAGE = messageOf(source);
		fields.LOGTYPE = 'Unix';
		draft.inner = fields.MESSAGE;
		// When the program wrote the message, if the journal knows; else when the journal took it.
		if (
			source._SOURCE_REALTIME_TIMESTAMP === undefined ||
			!draft.readTime(source._SOURCE_REALTIME_TIMESTAMP, '_SOURCE_REALTIME_TIMESTAMP', options)
		) {
			draft.readTime(source.__REALTIME_TIMESTAMP, '__REALTIME_TIMESTAMP', options);
		}
		const host = textAt(source, '_HOSTNAME');
		if (host !== undefined) draft.setHost(host, '_HOSTNAME');
	},
};

/** The journal writes a message that is not plain text as a list of bytes. */
function messageOf(source: JsonObject): string {
	const message = source.MESSAGE;
	if (Array.isArray(message) && message.every((byte) => typeof byte === 'number')) {
		return Buffer.from(message).toString('utf8');
	}
	return typeof message === 'string' ? message : (JSON.stringify(message) ?? '');
}
