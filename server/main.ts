/** Starts a server, listens, and takes everything down again. */

import {
	exposureWarnings,
	listen,
	listenerOf,
	openCluster,
	Opened,
	openEmbedded,
	type RunningServer,
	type ServerOptions,
} from './compose';

export type { RunningServer, ServerOptions } from './compose';

/**
 * Starts a server; resolves once it answers.
 *
 * @throws FolderInUseError when another server has the data folder
 * @throws Error with `code: 'EADDRINUSE'` when the port is taken
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
	const opened = new Opened();
	try {
		const open = options.cluster === undefined ? openEmbedded : openCluster;
		const parts = await open(options, opened);
		const { logger, drain, engine, retention, demoToken, v1Token } = parts;
		const server = await parts.listener(listenerOf(parts.answer));
		const url = await listen(server, options, { opened, drain });
		const onProblem = (message: string) => logger.warn(message);
		const syslog =
			options.syslog === undefined
				? undefined
				: opened.add(
						await parts.syslog.start(parts.ingest, {
							...options.syslog,
							onProblem,
							totals: parts.syslogTotals,
						}),
					);
		for (const warning of exposureWarnings(options)) logger.warn(warning);
		const { cluster, data } = options;
		const where =
			cluster === undefined
				? { directory: data }
				: {
						opensearch: cluster.opensearch.nodes,
						schema: cluster.postgres.schema ?? 'log360',
						...options.retention,
					};
		logger.info({ url, ...where }, 'ready');
		const { generatedPassword } = parts.admin.account;
		const close = () => opened.close();
		return {
			...{ url, demoToken, v1Token, generatedPassword },
			...{ syslog, jobs: engine, retention, close },
		};
	} catch (error) {
		await opened.close();
		throw error;
	}
}
