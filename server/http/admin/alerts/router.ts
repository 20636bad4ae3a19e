/** The administrator API under `/admin/api/alerts`: profiles, Sigma import, and what people do about alerts. */
import {
	ALERT_STATUSES,
	type AlertService,
	newProfileBody,
	profileChangeBody,
	UnknownAlertError,
} from '../../../detection';
import { AdminError, type AdminParts } from '../../../access/admin';
import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { z } from 'zod';
import { bodyOf, readJson } from '../body';
import { administratorOf } from '../guard';
import { pathId, unknownThing } from '../path-id';
import { importRequest } from './import';

/** Where it lives. */
export const ALERTS_ADMIN_PATH = '/admin/api/alerts';

const statusBody = z.strictObject({
	status: z.enum(ALERT_STATUSES, { error: `expected one of ${ALERT_STATUSES.join(', ')}` }),
	note: z.string().max(4000).prefault(''),
});
const assigneeBody = z.strictObject({
	assignee: z.string().trim().min(1).max(120).nullable(),
	note: z.string().max(4000).prefault(''),
});
const noteBody = z.strictObject({ note: z.string().trim().min(1).max(16_384) });

/** Makes the routes; the caller mounts `router.routes()`. */
export function alertsAdminRouter(admin: AdminParts, alerts: AlertService): Router {
	const router = new Router({ prefix: ALERTS_ADMIN_PATH, sensitive: true });
	router.use(answerProfileErrors, readJson());
	const note = (ctx: Context, text: string) =>
		admin.audit.did('alerts_changed', {
			actor: administratorOf(ctx).actor,
			address: ctx.ip,
			note: text,
		});

	const changed = async (ctx: Context, change: Parameters<AlertService['change']>[1]) => {
		const id = pathId(ctx, 'alert');
		try {
			await alerts.change([id], change, administratorOf(ctx).actor);
		} catch (error) {
			throw error instanceof UnknownAlertError ? unknownThing('alert', id) : error;
		}
		ctx.body = { alert: await alerts.store.get(id) };
	};

	router.get('/profiles', async (ctx: Context) => {
		ctx.body = { profiles: await alerts.profiles() };
	});
	router.post('/profiles', async (ctx: Context) => {
		const profile = await alerts.createProfile(bodyOf(ctx, newProfileBody));
		await note(ctx, `profile ${profile.id} (${profile.name}) created`);
		ctx.status = 201;
		ctx.body = { profile };
	});
	router.post('/profiles/import', async (ctx: Context) => {
		await importRequest(ctx, alerts, (summary) => note(ctx, `Sigma rules imported: ${summary}`));
	});
	router.put('/profiles/:id', async (ctx: Context) => {
		const profile = await alerts.updateProfile(
			pathId(ctx, 'alert profile'),
			bodyOf(ctx, profileChangeBody),
		);
		await note(ctx, `profile ${profile.id} (${profile.name}) changed`);
		ctx.body = { profile };
	});
	router.delete('/profiles/:id', async (ctx: Context) => {
		const id = pathId(ctx, 'alert profile');
		await alerts.deleteProfile(id);
		await note(ctx, `profile ${id} deleted`);
		ctx.status = 204;
	});
	router.get('/:id', async (ctx: Context) => {
		const id = pathId(ctx, 'alert');
		const alert = await alerts.store.get(id);
		if (alert === undefined) throw unknownThing('alert', id);
		ctx.body = { alert, history: await alerts.store.history(alert.id) };
	});
	router.put('/:id/status', async (ctx: Context) => {
		const { status, note: why } = bodyOf(ctx, statusBody);
		await changed(ctx, { status, note: why });
	});
	router.put('/:id/assignee', async (ctx: Context) => {
		const { assignee, note: why } = bodyOf(ctx, assigneeBody);
		await changed(ctx, { assignee, note: why });
	});
	router.post('/:id/notes', async (ctx: Context) => {
		await changed(ctx, { note: bodyOf(ctx, noteBody).note, keepNote: true });
	});
	return router;
}

/** Errors of profiles come from the writer thread, where only name and message survive. */
const answerProfileErrors: Middleware = async (_ctx, next) => {
	try {
		await next();
	} catch (error) {
		const { name, message } = error as Error;
		if (name === 'NoSuchProfileError') throw new AdminError(404, 'unknown_profile', `${message}.`);
		if (name === 'InvalidProfileError') throw new AdminError(400, 'invalid_request', message);
		throw error;
	}
};
