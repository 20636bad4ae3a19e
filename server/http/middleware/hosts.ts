/** Answers only requests that name this server as their host: a page whose name points here cannot act as one of ours. */
import { isLoopback } from '../../platform';
import { isIP } from 'node:net';
import type { Middleware } from 'koa';

/** Options of {@link acceptedHosts}. */
export interface HostOptions {
	/** Names that are accepted, in lower case, without port; null = any. */
	readonly hosts: readonly string[] | null;
}

/**
 * Refuses requests with two `Host` headers (400) and, where hosts are given, those that name another one (421). The
 * names of this machine and addresses are always accepted: DNS rebinding needs a name of the attacker's own.
 *
 * The answer is plain text in no dialect, as the request was not meant for this API.
 */
export function acceptedHosts({ hosts }: HostOptions): Middleware {
	const accepted = hosts === null ? undefined : new Set(hosts);
	// Nearly all callers write the same name.
	let last: string | undefined;
	return (ctx, next) => {
		const raw = ctx.req.rawHeaders;
		let named = 0;
		for (let at = 0; at < raw.length; at += 2)
			if (raw[at]?.length === 4 && raw[at]?.toLowerCase() === 'host') named++;
		if (named > 1) return refuse(400, 'The request has more than one Host header.');
		if (accepted === undefined) return next();
		const written = ctx.host;
		if (written === last) return next();
		const host = nameOf(written);
		if (isLoopback(host) || host.endsWith('.localhost') || isIP(host) !== 0 || accepted.has(host)) {
			last = written;
			return next();
		}
		return refuse(421, 'This server does not answer for that host; see --allowed-hosts.');

		function refuse(status: number, text: string): void {
			ctx.status = status;
			ctx.type = 'text/plain';
			ctx.body = `${text}\n`;
			ctx.set('Connection', 'close');
		}
	};
}

/** The name without port and brackets, in lower case. */
function nameOf(host: string): string {
	const text = host.toLowerCase();
	const bracketed = /^\[(.*)\](?::\d*)?$/.exec(text);
	return bracketed?.[1] ?? text.replace(/:\d*$/, '').replace(/\.$/, '');
}
