/** The one door in front of everything below `/admin/`: no route behind it can be without guard or cross-site check. */
import { type AdminParts, answerAdminErrors } from '../../access/admin';
import type { Middleware, Next } from 'koa';
import { refuseCrossSite } from './cross-site';
import { requireAdministrator } from './guard';

/** What whoever has not signed in yet may call. */
const OPEN = new Set(['POST /admin/api/login', 'GET /admin/api/session', 'POST /admin/api/logout']);

/**
 * Lets administrators through, and everybody to what signs in and out. Errors of what is behind it are answered as the
 * administrator API does, and nothing of it may be kept by caches.
 *
 * @throws AdminError 401 not_logged_in, 403 forbidden, 403 cross_site
 */
export function adminDoor(parts: Pick<AdminParts, 'sessions' | 'registry' | 'audit'>): Middleware {
	const answered = step(answerAdminErrors());
	const checked = step(refuseCrossSite());
	const guarded = step(requireAdministrator(parts));
	return (ctx, next) => {
		// For logs and metrics one name is enough: administrators are not where the load is.
		ctx.state['operation'] = 'admin';
		const isOpen = OPEN.has(`${ctx.method} ${ctx.path}`);
		const inner: Next = isOpen ? next : () => guarded(ctx, next);
		return answered(ctx, () => checked(ctx, inner));
	};
}

/** Koa's types let middleware answer anything. */
function step(middleware: Middleware) {
	return (ctx: Parameters<Middleware>[0], next: Next): Promise<unknown> =>
		Promise.resolve(middleware(ctx, next));
}
