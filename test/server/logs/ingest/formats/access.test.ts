/** Web server access logs. */

import { ACCESS } from '../../../../../server/logs/ingest/formats/access';
import { parseLine } from '../../../../../server/logs/ingest/parse-line';
import { eventOf, NOW, options, parseTextAs } from './options';

const parse = (line: string, changes = {}) => eventOf(parseTextAs(ACCESS, line, options(changes)));
const START = '192.0.2.1 - - [17/May/2025:10:05:03 +0200]';

describe('access lines', () => {
	it('reads a combined log line', () => {
		const line = `192.0.2.1 - ann [17/May/2025:10:05:03 +0200] "GET /a?b=c HTTP/1.1" 200 203023 "https://www.example/" "Mozilla/5.0 (X11)"`;
		expect(parse(line)).toEqual({
			time: Date.UTC(2025, 4, 17, 8, 5, 3),
			fields: {
				HOSTNAME: 'default-host',
				LOGTYPE: 'Apache Access Logs',
				REMOTEIP: '192.0.2.1',
				USERNAME: 'ann',
				MESSAGE: 'GET /a?b=c HTTP/1.1',
				METHOD: 'GET',
				PROTOCOL: 'HTTP/1.1',
				URL: '/a?b=c',
				STATUS: 200,
				BYTES: 203023,
				REFERER: 'https://www.example/',
				USERAGENT: 'Mozilla/5.0 (X11)',
			},
		});
	});

	it.each([
		['common', `${START} "GET / HTTP/1.0" 304 -`, { STATUS: 304, BYTES: 0, URL: '/' }],
		[
			'escaped quotes',
			`${START} "GET /\\"x\\" HTTP/1.1" 404 5 "-" "a \\"b\\" c"`,
			{ URL: '/"x"', USERAGENT: 'a "b" c', STATUS: 404 },
		],
		[
			'bare quotes in the request',
			`${START} "GET /"x" HTTP/1.1" 404 5 "-" "-"`,
			{ URL: '/"x"', STATUS: 404 },
		],
		[
			'spaces in the URL',
			`${START} "GET /a b HTTP/1.1" 400 5`,
			{ URL: '/a b', PROTOCOL: 'HTTP/1.1' },
		],
		['HTTP/0.9', `${START} "GET /old" 200 5`, { METHOD: 'GET', URL: '/old' }],
		[
			'an IPv6 client',
			'2001:db8::1 - - [17/May/2025:10:05:03 +0000] "GET / HTTP/1.1" 200 1',
			{ REMOTEIP: '2001:db8::1' },
		],
		[
			'a named client',
			'a.example - - [17/May/2025:10:05:03 +0000] "GET / HTTP/1.1" 200 1',
			{ REMOTEHOST: 'a.example' },
		],
		[
			'a virtual host',
			'www.example:443 192.0.2.1 - - [17/May/2025:10:05:03 +0000] "GET / HTTP/1.1" 200 1',
			{ VHOST: 'www.example:443', REMOTEIP: '192.0.2.1' },
		],
		[
			'a user with spaces and brackets',
			'192.0.2.1 - a [b] c [17/May/2025:10:05:03 +0000] "GET / HTTP/1.1" 200 1',
			{ USERNAME: 'a [b] c' },
		],
		[
			'a user agent that is cut off',
			`${START} "GET / HTTP/1.1" 200 235 "-" "Mozilla/5.0 (compa`,
			{ USERAGENT: 'Mozilla/5.0 (compa' },
		],
		[
			'further fields',
			`${START} "GET / HTTP/1.1" 200 1 "-" "curl" "10.0.0.9" 0.123`,
			{ USERAGENT: 'curl', EXTRA: '"10.0.0.9" 0.123' },
		],
		['a cut line', START, { REMOTEIP: '192.0.2.1', MESSAGE: '' }],
	])('reads %s', (_what, line, fields) => {
		expect(parse(line).fields).toMatchObject(fields);
	});

	it.each(['\\x16\\x03\\x01', '-', '', '\\xe3?'])(
		'keeps the broken request %j as the message',
		(request) => {
			const { fields } = parse(`${START} "${request}" 400 226 "-" "-"`);
			expect(fields).toMatchObject({ MESSAGE: request, STATUS: 400, BYTES: 226 });
			expect(fields).not.toHaveProperty('METHOD');
			expect(fields).not.toHaveProperty('URL');
		},
	);

	it('uses the given zone when the line has none', () => {
		const line = '192.0.2.1 - - [17/May/2025:10:05:03] "GET / HTTP/1.1" 200 1';
		expect(parse(line, { timeZone: 60 }).time).toBe(Date.UTC(2025, 4, 17, 9, 5, 3));
	});

	it.each([
		'32/May/2025:10:05:03 +0000',
		'17/Mai/2025:10:05:03 +0000',
		'17/May/2025:10:05:03 +9999',
	])('dates a line by its arrival whose time is %s', (stamp) => {
		const line = `192.0.2.1 - - [${stamp}] "GET / HTTP/1.1" 200 1`;
		const { time, fields } = parse(line);
		expect(time).toBe(NOW);
		expect(fields).toMatchObject({
			TIME_MISSING: 'unreadable',
			REMOTEIP: '192.0.2.1',
			STATUS: 200,
		});
	});

	it.each([
		[
			'www.example 192.0.2.2, 192.0.2.1, 127.0.0.1 - -',
			{
				VHOST: 'www.example',
				REMOTEIP: '192.0.2.2',
				FORWARDEDFOR: '192.0.2.2, 192.0.2.1, 127.0.0.1',
			},
		],
		[
			'192.0.2.2, 10.0.0.1 - ann',
			{ REMOTEIP: '192.0.2.2', FORWARDEDFOR: '192.0.2.2, 10.0.0.1', USERNAME: 'ann' },
		],
		['192.0.2.2,10.0.0.1 - ann bo', { REMOTEIP: '192.0.2.2', USERNAME: 'ann bo' }],
		['unknown, 192.0.2.8 - -', { REMOTEIP: '192.0.2.8' }],
		['2001:db8::1, 192.0.2.8 - -', { REMOTEIP: '2001:db8::1' }],
		[
			'192.0.2.33:11111 www.example:22222 - -',
			{ REMOTEIP: '192.0.2.33', REMOTEPORT: 11111, VHOST: 'www.example:22222' },
		],
		['[2001:db8::1]:443 - ann', { REMOTEIP: '2001:db8::1', REMOTEPORT: 443, USERNAME: 'ann' }],
		[
			'shop.example:443 host.example - -',
			{ VHOST: 'shop.example:443', REMOTEHOST: 'host.example' },
		],
		[
			'shop.example 2001:db8::9 - bo',
			{ VHOST: 'shop.example', REMOTEIP: '2001:db8::9', USERNAME: 'bo' },
		],
	])('tells the client behind proxies from the rest: %s', (client, fields) => {
		const { fields: found } = parse(
			`${client} [17/May/2025:10:05:03 +0000] "GET /x HTTP/1.1" 200 1`,
		);
		expect(found).toMatchObject({ ...fields, METHOD: 'GET', STATUS: 200 });
		for (const name of ['USERNAME', 'IDENT', 'REMOTEHOST', 'VHOST'] as const)
			if (!(name in fields)) expect(found).not.toHaveProperty(name);
	});

	it('knows no client of a request over a socket of the machine itself', () => {
		const { fields } = parse('unix: - - [17/May/2025:10:05:03 +0000] "GET /x HTTP/1.1" 200 1');
		expect(fields).not.toHaveProperty('REMOTEHOST');
		expect(fields).not.toHaveProperty('REMOTEIP');
	});

	it.each([
		'<190>May 17 10:05:09 web1 nginx: ',
		'May 17 10:05:09 web1 apache2[17]: ',
		'<190>1 2025-05-17T10:05:09Z web1 httpd - - - ',
		'<190>May 17 10:05:09 web1 nginx: shop.example ',
	])('are read inside syslog, with the host of its header: %s', (header) => {
		const line = `${header}192.0.2.1 - - [17/May/2025:12:05:03 +0200] "GET /x HTTP/1.1" 200 1`;
		expect(eventOf(parseLine(line, options({ format: 'syslog' })))).toMatchObject({
			time: Date.UTC(2025, 4, 17, 10, 5, 3),
			fields: {
				HOSTNAME: 'web1',
				LOGTYPE: 'Apache Access Logs',
				REMOTEIP: '192.0.2.1',
				RAWLOG: line,
			},
		});
	});
});

describe("the request log of Apache's mod_ssl", () => {
	const AT = '[17/May/2025:12:05:03 +0200]';
	const request = '"GET /a?b=c HTTP/1.1"';

	it.each([
		[
			`${AT} 192.0.2.7 TLSv1.3 TLS_AES_256_GCM_SHA384 ${request} 5120`,
			{
				REMOTEIP: '192.0.2.7',
				TLSVERSION: 'TLSv1.3',
				CIPHER: 'TLS_AES_256_GCM_SHA384',
				BYTES: 5120,
			},
		],
		[
			`${AT} 2001:db8::1 TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256 ${request} -`,
			{ REMOTEIP: '2001:db8::1', TLSVERSION: 'TLSv1.2', BYTES: 0 },
		],
		[`${AT} host.example - - ${request} 17`, { REMOTEHOST: 'host.example', BYTES: 17 }],
	])('%s', (line, fields) => {
		const event = eventOf(parseLine(line, options()));
		expect(event.time).toBe(Date.UTC(2025, 4, 17, 10, 5, 3));
		expect(event.fields).toMatchObject({
			...fields,
			...{ LOGTYPE: 'Apache Access Logs', METHOD: 'GET', URL: '/a?b=c', PROTOCOL: 'HTTP/1.1' },
			...{ RAWLOG: line, HOSTNAME: 'default-host' },
		});
	});

	it('is not any line that begins with such a time', () => {
		const line = `${AT} 192.0.2.7 asked for "TLSv1.2 x" 5`;
		expect(eventOf(parseLine(line, options())).fields).not.toHaveProperty('REMOTEIP');
	});
});
