/** The request log that Apache's mod_ssl writes beside the access log: `[time] client protocol cipher "request" bytes`. */

import { readTimeAt } from '../time';
import { readQuoted, setRequest } from './access';
import { readClient } from './access-client';
import type { TextFormat } from './format';

const START =
	/^\[(\d{2}\/[A-Z][a-z]{2}\/\d{4}:[\d: +-]{8,16})\] (\S{1,255}) (SSLv[23]|TLSv1(?:\.[1-3])?|-) ([\w-]{1,80}) "/;

/** Lines of `ssl_request_log`. */
export const SSL_REQUEST: TextFormat = {
	name: 'ssl-request',
	title: "Request log of Apache's mod_ssl",
	logTypes: ['Apache Access Logs'],
	fields: [
		...['REMOTEIP', 'REMOTEHOST', 'METHOD', 'URL', 'PROTOCOL', 'BYTES', 'MESSAGE'],
		...['TLSVERSION', 'CIPHER'],
	],
	sources: [{ product: 'apache' }],
	first: '[',
	place: 'line',
	read(line, draft, options) {
		const start = START.exec(line);
		if (start === null) return false;
		const [whole, stamp, client, version, cipher] = start;
		const { fields } = draft;
		const time = readTimeAt(stamp!, 0, options);
		if (time?.end === stamp!.length) draft.setTime(time, 'the brackets of the access line');
		else draft.cannotRead(stamp);
		fields.LOGTYPE = 'Apache Access Logs';
		readClient(client!, fields);
		if (version !== '-') fields.TLSVERSION = version!;
		if (cipher !== '-') fields.CIPHER = cipher!;
		const request = readQuoted(line, whole.length - 1, true);
		setRequest(request.text, fields);
		const bytes = /^ (\d{1,15}|-)/.exec(line.slice(request.end, request.end + 24))?.[1];
		if (bytes !== undefined) fields.BYTES = bytes === '-' ? 0 : Number(bytes);
		return true;
	},
};
