/** The errors of the administrator API, and the middleware that answers them as JSON. */
import { TokenError, type TokenErrorCode } from '../tokens';
import type { Middleware } from 'koa';

/** Why a call is refused. */
export type AdminErrorCode =
	| 'invalid_request'
	| 'invalid_credentials'
	| 'locked'
	| 'busy'
	| 'not_logged_in'
	| 'forbidden'
	| 'cross_site'
	| 'body_too_large'
	| 'unknown_connection'
	| 'unknown_delivery'
	| 'unknown_profile'
	| 'unknown_alert'
	| 'unknown_job'
	| 'unknown_export'
	| 'unknown_incident'
	| 'unknown_workflow'
	| 'unknown_run'
	| 'conflict'
	| TokenErrorCode;

/** An error that the administrator API answers. */
export class AdminError extends Error {
	/**
	 * @param status HTTP status
	 * @param detail one sentence for the administrator
	 */
	constructor(
		readonly status: number,
		readonly code: AdminErrorCode,
		readonly detail: string,
		readonly headers: Readonly<Record<string, string>> = {},
	) {
		super(detail);
		this.name = 'AdminError';
	}
}

const TOKEN_STATUS: Readonly<Record<TokenErrorCode, number>> = {
	unknown_token: 404,
	v1_not_creatable: 409,
	already_revoked: 409,
	expired: 409,
	invalid_name: 400,
	invalid_scopes: 400,
	invalid_expiry: 400,
	invalid_secret: 400,
};

/** Answers errors as `{"error": {"code", "detail"}}`; what it does not know is for the application to answer. */
export function answerAdminErrors(): Middleware {
	return async (ctx, next) => {
		ctx.set('Cache-Control', 'no-store');
		try {
			await next();
		} catch (error) {
			const known = toAdminError(error);
			if (known === undefined) throw error;
			ctx.status = known.status;
			ctx.set(known.headers);
			ctx.state['errorCode'] = known.code;
			ctx.body = { error: { code: known.code, detail: known.detail } };
		}
	};
}

function toAdminError(error: unknown): AdminError | undefined {
	if (error instanceof AdminError) return error;
	if (error instanceof TokenError) {
		return new AdminError(TOKEN_STATUS[error.code], error.code, error.message);
	}
	return undefined;
}
