/** Logs of compute clusters (RAS events of Blue Gene/L, Thunderbird and their like): label, epoch, date, node, and the node's own line. */

import { readTime, readTimeAt } from '../time';
import type { Draft } from './draft';
import type { ParseOptions, TextFormat } from './format';
import { parseProgram } from './programs';
import { readTag, setTag } from './tag';

const DAY = 86_400_000;
/** `- 1117838570 2005.06.03 R02-M1-N0 `: alert label or `-`, epoch seconds, date, node. */
const DATED = /^(-|[A-Z][A-Z0-9_]{0,40}) (\d{10}) (\d{4}\.\d\d\.\d\d) (\S{1,64}) /;
/** `134681 node-246 unix.hw state_change.unavailable 1077804742 1 `: id, node, component, state, epoch seconds, flag. */
const NUMBERED = /^(\d{1,10}) (\S{1,64}) ([a-z][\w.-]{0,40}) ([a-z][\w.-]{0,60}) (\d{10}) -?\d /;
/** `R02-M1-N0 RAS KERNEL INFO `: node again, source, component, level. */
const RAS = /^\S{1,64} (?:RAS|NULL) ([A-Z_]{1,20}) ([A-Z]{1,10}) /;

function read(text: string, draft: Draft, options: ParseOptions): boolean {
	// `Nov 20 ...` is the beginning of nearly every other line.
	const second = text.charCodeAt(1);
	if (second >= 97 && second <= 122) return false;
	const dated = DATED.exec(text.slice(0, 200));
	if (dated !== null) return readDated(text, dated, draft, options);
	const numbered = NUMBERED.exec(text.slice(0, 256));
	const time = numbered === null ? undefined : readTime(numbered[5], options);
	if (numbered === null || time === undefined) return false;
	draft.setTime(time, 'the epoch number of the record');
	draft.setHost(numbered[2]!, 'the node of the record');
	Object.assign(draft.fields, {
		LOGTYPE: 'Cluster',
		SOURCE: numbered[3]!,
		STATE: numbered[4]!,
		MESSAGE: text.slice(numbered[0].length),
	});
	return true;
}

function readDated(
	text: string,
	[whole, label, epoch, date, node]: RegExpExecArray,
	draft: Draft,
	options: ParseOptions,
): boolean {
	const time = readTime(epoch, options);
	const day = readTime(date, options);
	// The date says that the number is an epoch: both are of one day, in whatever zone.
	if (time === undefined || day === undefined || Math.abs(time.time - day.time) > 2 * DAY)
		return false;
	const { fields } = draft;
	draft.setTime(time, 'the epoch number of the record');
	if (node !== 'NULL') draft.setHost(node!, 'the node of the record');
	if (label !== '-') fields.LABEL = label!;
	fields.LOGTYPE = 'Cluster';
	let at = whole.length;
	const again = readTimeAt(text, at, options);
	if (again !== undefined) at = again.end + 1;
	const ras = RAS.exec(text.slice(at, at + 160));
	if (ras !== null) {
		fields.SOURCE = ras[1]!;
		draft.setLevel(ras[2]!);
		at += ras[0].length;
	} else {
		const next = text.indexOf(' ', at) + 1;
		const tag = next === 0 ? undefined : readTag(text, next);
		if (tag !== undefined) {
			at = setTag(tag, text, draft);
			parseProgram(tag.program, text.slice(at), fields);
		}
		if (tag === undefined && next > 0) at = next;
	}
	fields.MESSAGE = text.slice(at);
	return true;
}

/** Records of compute clusters. */
export const CLUSTER: TextFormat = {
	name: 'cluster',
	title: 'RAS logs of compute clusters',
	logTypes: ['Cluster'],
	fields: ['SOURCE', 'PROCESSID', 'LABEL', 'STATE', 'SEVERITY', 'MESSAGE'],
	sources: [],
	first: '-ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
	place: 'line',
	read,
};
