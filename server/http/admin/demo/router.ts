/** The administrator API under `/admin/api/demo`: attacks that raise alerts, to try out what alerts start. */
import type { AdminParts } from '../../../access/admin';
import Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { bodyOf, readJson } from '../body';
import { administratorOf } from '../guard';

/** Where it lives. */
export const DEMO_ADMIN_PATH = '/admin/api/demo';

/** The attacks that can be raised. */
export interface AttackSource {
	/** Not empty. */
	readonly attacks: readonly { readonly name: string; readonly what: string }[];
	/**
	 * Stores the events of one, and tells what they raised.
	 *
	 * @param name of one of `attacks`
	 * @param actor who has it done
	 */
	raise(name: string, actor: string): Promise<RaisedAlerts>;
}

/** What a raised attack left; times in epoch ms. */
export interface RaisedAlerts {
	readonly attack: string;
	readonly events: number;
	readonly dropped: number;
	readonly from: number;
	readonly to: number;
	readonly query: string;
	readonly alerts: readonly object[];
}

/** Makes the routes; the caller mounts `router.routes()` behind `adminDoor`. */
export function demoAdminRouter(
	{ audit }: Pick<AdminParts, 'audit'>,
	source: AttackSource,
): Router {
	const { attacks } = source;
	const names = attacks.map(({ name }) => name);
	const body = z.strictObject({
		attack: z.enum(names, { error: `expected one of ${names.join(', ')}` }),
	});
	const router = new Router({ prefix: DEMO_ADMIN_PATH, sensitive: true });
	router.use(readJson());
	router.get('/attacks', (ctx: Context) => {
		ctx.body = { attacks };
	});
	router.post('/attacks', async (ctx: Context) => {
		const { actor } = administratorOf(ctx);
		const { from, to, ...raised } = await source.raise(bodyOf(ctx, body).attack, actor);
		await audit.did('demo_attack_sent', {
			...{ actor, address: ctx.ip, count: raised.events },
			note: `${raised.attack}: ${raised.alerts.length} alerts; ${raised.query}`,
		});
		ctx.status = 201;
		ctx.body = {
			...raised,
			from: new Date(from).toISOString(),
			to: new Date(to).toISOString(),
		};
	});
	return router;
}
