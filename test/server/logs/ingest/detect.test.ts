/** Format detection by a line's first characters. */

import { detectFormat } from '../../../../server/logs/ingest/detect';

describe('detectFormat', () => {
	it.each([
		['{"TIME":1}', 'json'],
		['  {"TIME":1}', 'json'],
		['<34>1 2025-06-01T10:20:30Z h p - - - x', 'syslog'],
		['<13>text', 'syslog'],
		['Jun  1 10:20:30 h p: x', 'syslog'],
		['Jun 31 99:20:30 h p: x', 'syslog'],
		['2025-06-01T10:20:30Z h p: x', 'syslog'],
		['1 2025-06-01T10:20:30Z h p - - - x', 'syslog'],
		['192.0.2.1 - - [17/May/2025:10:05:03 +0000] "GET / HTTP/1.1" 200 1', 'access'],
		['hello world', 'text'],
		['<html>', 'text'],
		['Jun 1', 'text'],
		['2025-06-01', 'text'],
		['a [b] c', 'text'],
	])('takes %j for %s', (line, shape) => {
		expect(detectFormat(line)).toBe(shape);
	});
});
