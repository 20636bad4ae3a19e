/** Windows events as XML, as `wevtutil`, Event Viewer, nxlog's xm_xml and Splunk's forwarder write them. */

import { readEventXml } from '../windows/event-xml';
import type { Draft } from './draft';
import type { ParseOptions, TextFormat } from './format';
import { readWindows, WINDOWS } from './windows';

/** An `<Event>` element, alone or after a syslog header, with or without an XML declaration. */
export const WINDOWS_XML: TextFormat = {
	...WINDOWS,
	name: 'windows-xml',
	title: 'Windows events as XML',
	first: '<',
	place: 'message',
	read(text: string, draft: Draft, options: ParseOptions): boolean {
		const start = START.exec(text);
		if (start === null) return false;
		const end = text.lastIndexOf('</Event>');
		if (end < 0) return false;
		try {
			const source = readEventXml(text.slice(start[0].length, end + 8));
			readWindows(source, draft, options);
		} catch (error) {
			draft.fields.MESSAGE = text;
			draft.fields.XMLERROR = (error as Error).message.slice(0, 200);
			draft.fields.LOGTYPE = 'Windows';
		}
		return true;
	},
};

const START = /^(?:<\?xml[^>]{0,200}>\s{0,8})?(?:<Events[^>]{0,200}>\s{0,8})?(?=<Event[\s>])/;
