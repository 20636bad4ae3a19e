/** Warns of what others can reach or read: a public address without TLS, syslog from anywhere. */
import { isLoopback } from '../platform';
import type { ServerOptions } from './server';

/** Sentences for the log, none when only this machine can reach the server. */
export function exposureWarnings(
	options: Pick<ServerOptions, 'host' | 'tlsCert' | 'syslog' | 'api'>,
): string[] {
	const { host, tlsCert, syslog, api } = options;
	const warnings: string[] = [];
	if (!isLoopback(host) && tlsCert === null && api.trustProxy !== true) {
		warnings.push(
			`PLAIN HTTP ON ${host}: whoever is on the way can read tokens, the administrator's password and all logs. Give --tls-cert and --tls-key, or put a TLS proxy in front and say --trust-proxy`,
		);
	}
	if (syslog !== undefined && !isLoopback(syslog.host)) {
		warnings.push(
			`syslog on ${syslog.host}: whoever reaches the port can write logs, under any host name`,
		);
	}
	return warnings;
}
