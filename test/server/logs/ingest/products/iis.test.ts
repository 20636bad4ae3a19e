/** IIS's W3C logs and the header lines that name their columns. */

import { isDirective, readDirective } from '../../../../../server/logs/ingest/products/directives';
import { LineMemory } from '../../../../../server/logs/ingest/formats/memory';
import { read } from './read';

function memoryOf(...lines: readonly string[]): LineMemory {
	const memory = new LineMemory();
	for (const line of lines) readDirective(line, memory);
	return memory;
}

describe('IIS', () => {
	it('reads columns in the order that the header names, and none that it does not', () => {
		const memory = memoryOf(
			'#Software: Microsoft Internet Information Services 10.0',
			'#Fields: date time c-ip cs-username s-computername cs-method cs-uri-stem cs-uri-query sc-status time-taken cs(User-Agent)',
		);
		expect(
			read(
				'2026-11-20 10:00:05 198.51.100.7 CORP\\ann WEB1 POST /a/b.aspx x=1 403 1500 Mozilla/5.0+(X)',
				{ memory },
			),
		).toMatchObject({
			LOGTYPE: 'IIS Logs',
			HOSTNAME: 'WEB1',
			REMOTEIP: '198.51.100.7',
			USERNAME: 'ann',
			DOMAIN: 'CORP',
			METHOD: 'POST',
			URL: '/a/b.aspx?x=1',
			CS_URI_STEM: '/a/b.aspx',
			CS_URI_QUERY: 'x=1',
			STATUS: 403,
			RESULT: 'failure',
			DURATION: 1.5,
			USERAGENT: 'Mozilla/5.0 (X)',
			time: Date.UTC(2026, 10, 20, 10, 0, 5),
		});
	});

	it('follows a header that changes within a file', () => {
		const memory = memoryOf('#Fields: date time c-ip cs-method cs-uri-stem sc-status');
		expect(read('2026-11-20 10:00:05 198.51.100.7 GET /a 200', { memory })).toMatchObject({
			REMOTEIP: '198.51.100.7',
			STATUS: 200,
		});
		readDirective('#Fields: date time cs-method cs-uri-stem sc-status c-ip', memory);
		expect(read('2026-11-20 10:00:06 GET /a 404 198.51.100.8', { memory })).toMatchObject({
			REMOTEIP: '198.51.100.8',
			STATUS: 404,
		});
	});

	it.each([
		[
			'IIS 10',
			'2026-11-20 10:00:05 192.0.2.10 GET /a - 443 - 198.51.100.7 Mozilla/5.0 https://r.example/ 200 0 0 15',
			{ REFERER: 'https://r.example/', DURATION: 0.015 },
		],
		[
			'IIS 7',
			'2026-11-20 10:00:05 192.0.2.10 GET /a - 443 - 198.51.100.7 Mozilla/5.0 200 0 0 15',
			{ DESTINATIONIP: '192.0.2.10' },
		],
		[
			'all columns',
			'2026-11-20 10:00:05 W3SVC1 WEB1 192.0.2.10 GET /a - 443 - 198.51.100.7 HTTP/1.1 Mozilla/5.0 - - www.example 200 4 5 1353 313 15',
			{ HOSTNAME: 'WEB1', VHOST: 'www.example', BYTES: 1353, PROTOCOL: 'HTTP/1.1' },
		],
		[
			'a proxy in front',
			'2026-11-20 10:00:05 192.0.2.10 GET /a - 443 - 198.51.100.7 Mozilla/5.0 200 0 0 15 203.0.113.9',
			{ FORWARDEDFOR: '203.0.113.9' },
		],
	])('tells the usual columns without a header: %s', (_what, line, fields) => {
		expect(read(line)).toMatchObject({
			LOGTYPE: 'IIS Logs',
			METHOD: 'GET',
			URL: '/a',
			REMOTEIP: '198.51.100.7',
			STATUS: 200,
			RESULT: 'success',
			...fields,
		});
	});

	it("reads HTTP.sys's errors", () => {
		expect(
			read(
				'2026-11-20 10:00:05 198.51.100.7 2780 192.0.2.10 80 HTTP/1.1 GET /a.htm 400 - Hostname -',
			),
		).toMatchObject({
			REMOTEIP: '198.51.100.7',
			REMOTEPORT: 2780,
			STATUS: 400,
			REASON: 'Hostname',
			URL: '/a.htm',
			IENAME: 'HTTP request',
		});
	});

	it('leaves other lines that begin with date and time alone', () => {
		expect(read('2026-11-20 10:00:05 web1 app: hello there')).toMatchObject({
			HOSTNAME: 'web1',
			LOGTYPE: 'Unix',
		});
	});
});

describe('isDirective', () => {
	it.each([
		['#Fields: date time', true],
		['#Software: Microsoft', true],
		['#fields\tts\tuid', true],
		['#close\t2026-11-20', true],
		['# a comment', false],
		['#1 in the list', false],
	])('tells %j', (line, is) => expect(isDirective(line)).toBe(is));
});
