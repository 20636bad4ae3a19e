/** Writes the calls that destroy, switch off, take out or set something going to the audit log, with who made them. */
import type { AuditLog } from '../../access/admin';
import { redactSecrets } from '../../access/tokens';
import type { OperationId } from '../../contract';
import type { Context, Middleware } from 'koa';
import { stateOf } from './state';

/** The operations; changes of alerts and incidents are not here, as these have a history of their own. */
const AUDITED: ReadonlySet<OperationId> = new Set<OperationId>([
	...([
		'v1.jobs.delete',
		'v2.jobs.delete',
		'v1.devices.disable',
		'server.logSources.setStatus',
	] as const),
	...(['v2.logTypes.create', 'v2.logTypes.update', 'v2.logTypes.delete'] as const),
	...(['v2.parserRules.create', 'v2.parserRules.update', 'v2.parserRules.delete'] as const),
	...(['v2.logSources.addWindows', 'v2.logSources.update', 'v2.logSources.delete'] as const),
	...(['v2.incidents.delete', 'server.incidents.export', 'v1.tickets.exportIncident'] as const),
	...(['v1.tickets.updateIncident', 'v1.tickets.disableNotification'] as const),
	...(['v2.reports.create', 'v2.reports.update', 'v2.reports.delete'] as const),
	...(['v1.workflows.execute', 'server.workflows.execute', 'server.runs.cancel'] as const),
	...(['server.webhooks.create', 'server.webhooks.delete', 'server.webhooks.resend'] as const),
]);

/** What of a request says what it was about; anything else, secrets among it, is not repeated. */
const TELLING = /(?:^|_)(?:ids?|names?|devices?|hosts?|groups?|status|format|enabled|action)$/i;

/** Longest text about a call, characters. */
const MAX_TEXT = 500;

/**
 * Middleware of one operation: when the call has done something, it is written down before its answer goes out.
 *
 * @returns undefined for an operation that is not written down
 */
export function audited(id: OperationId, audit: Pick<AuditLog, 'called'>): Middleware | undefined {
	if (!AUDITED.has(id)) return undefined;
	return async (ctx, next) => {
		await next();
		const { token, requestId } = stateOf(ctx);
		await audit.called({
			...{ operation: id, address: ctx.ip, note: about(ctx) },
			...(token === undefined ? {} : { actor: token.name, tokenId: token.id }),
			...(requestId === undefined ? {} : { requestId }),
		});
	};
}

function about(ctx: Context): string {
	const json = (ctx.state['json'] ?? {}) as Record<string, unknown>;
	const said = { ...(ctx['params'] as object | undefined), ...ctx.query, ...json };
	const parts = Object.entries(said)
		.filter(([name, value]) => TELLING.test(name) && value !== undefined)
		.map(([name, value]) => `${name}=${JSON.stringify(value)}`);
	const text = redactSecrets(parts.join(' '));
	return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}…`;
}
