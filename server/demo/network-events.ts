/** Web server access logs and firewall messages. */

import type { LogEvent } from '../logs/events';
import { accessStamp, syslogStamp, type DemoContext } from './context';
import type { Host } from './population';

const AGENTS = [
	'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
	'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
	'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0',
	'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
	'curl/8.5.0',
];
const PATHS = [
	'/',
	'/products',
	'/assets/app.js',
	'/assets/site.css',
	'/login',
	'/api/cart',
	'/search',
	'/about',
];
const REFERERS = [
	'https://www.corp.example/',
	'https://www.corp.example/products',
	'https://search.example/?q=corp',
];

/** One request to a web server. */
export interface WebRequest {
	readonly host: Host;
	readonly ip: string;
	readonly method: string;
	readonly url: string;
	readonly status: number;
	readonly agent: string;
	readonly referer?: string;
}

/** An access log entry of a given request. */
export function webAccess(context: DemoContext, time: number, request: WebRequest): LogEvent {
	const bytes = context.random.between(180, request.status === 200 ? 90_000 : 1200);
	const line = `${request.method} ${request.url} HTTP/1.1`;
	const referer = request.referer ?? '-';
	return {
		time,
		fields: {
			HOSTNAME: request.host.name,
			LOGTYPE: 'Apache Access Logs',
			REMOTEIP: request.ip,
			METHOD: request.method,
			URL: request.url,
			PROTOCOL: 'HTTP/1.1',
			STATUS: request.status,
			BYTES: bytes,
			...(request.referer === undefined ? {} : { REFERER: request.referer }),
			USERAGENT: request.agent,
			RECORDNUMBER: context.recordNumber,
			MESSAGE: line,
			RAWLOG: `${request.ip} - - [${accessStamp(time)}] "${line}" ${request.status} ${bytes} "${referer}" "${request.agent}"`,
		},
	};
}

/** An ordinary visitor's request. */
export function visit(context: DemoContext, time: number): LogEvent {
	const { random, people } = context;
	const path = random.skewed(PATHS);
	const fate = random.next();
	const status =
		fate < 0.9 ? 200 : fate < 0.94 ? 304 : fate < 0.98 ? 404 : fate < 0.993 ? 302 : 500;
	return webAccess(context, time, {
		host: random.skewed(people.web),
		ip: random.skewed(people.visitors),
		method: path === '/login' || path === '/api/cart' ? 'POST' : 'GET',
		url: path === '/search' ? `/search?q=item+${random.below(900)}&page=${random.below(9)}` : path,
		status,
		agent: random.skewed(AGENTS),
		referer: random.skewed(REFERERS),
	});
}

/** A firewall's record of a connection, in the key=value form that many of them write. */
export function firewall(context: DemoContext, time: number): LogEvent {
	const { random, people } = context;
	const host = random.skewed(people.firewalls);
	const blocked = random.chance(0.3);
	const action = blocked ? 'deny' : 'accept';
	const source = blocked ? random.skewed(people.visitors) : random.skewed(people.windows).ip;
	const target = blocked ? random.skewed(people.web).ip : random.skewed(people.visitors);
	const sourcePort = random.between(1024, 65_535);
	const port = blocked
		? random.pick([22, 23, 445, 1433, 3389, 8080])
		: random.pick([443, 443, 443, 80, 53]);
	const sent = blocked ? 0 : random.below(200_000);
	const session = random.below(100_000_000);
	const message =
		`devname=${host.name} logid=0000000013 type=traffic subtype=forward level=notice vd=root srcip=${source} ` +
		`srcport=${sourcePort} srcintf=port2 dstip=${target} dstport=${port} dstintf=wan1 sessionid=${session} ` +
		`proto=6 action=${action} policyid=${blocked ? 0 : 12} sentbyte=${sent}`;
	return {
		time,
		fields: {
			HOSTNAME: host.name,
			LOGTYPE: 'Syslog Device',
			FACILITY: 'local7',
			SEVERITY: blocked ? 'warning' : 'notice',
			COMMON_SEVERITY: blocked ? 'WARNING' : 'NOTICE',
			IENAME: blocked ? 'Connection denied' : 'Connection allowed',
			RESULT: blocked ? 'failure' : 'success',
			DEVICEIP: host.ip,
			REMOTEIP: source,
			REMOTEPORT: sourcePort,
			DESTINATIONIP: target,
			DESTINATIONPORT: port,
			ACTION: action,
			BYTES: sent,
			RECORDNUMBER: context.recordNumber,
			MESSAGE: message,
			RAWLOG: `<${blocked ? 188 : 189}>${syslogStamp(time)} ${host.name} ${message}`,
		},
	};
}
