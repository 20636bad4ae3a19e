/** What a configuration asks of a server. */
import { configuredPassword } from '../access/admin';
import { enginesOf, type ServerConfig } from '../config';
import type { ServerOptions } from '../main';

const DAY_MS = 24 * 60 * 60 * 1000;

/** @throws Error when the password's file cannot be read */
export async function serverOptions(config: ServerConfig): Promise<ServerOptions> {
	const { syslogUdp, syslogTcp } = config;
	const hasSyslog = syslogUdp !== null || syslogTcp !== null;
	return {
		...config,
		cluster: enginesOf(config),
		timeZone: config.tz,
		searchMs: config.searchTimeout * 1000,
		retention: {
			ageMs: config.retentionDays === null ? null : config.retentionDays * DAY_MS,
			bytes: config.retentionSize,
		},
		...(hasSyslog
			? {
					syslog: {
						host: config.syslogHost ?? config.host,
						udpPort: syslogUdp ?? undefined,
						tcpPort: syslogTcp ?? undefined,
					},
				}
			: {}),
		api: { ...config, v1Form: config.v1Fields },
		adminPassword: await configuredPassword(config),
		onProgress: (message) => process.stderr.write(`${message}\n`),
	};
}
