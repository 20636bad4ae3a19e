/** What the middleware of this folder leaves on `ctx.state` for each other and for the routes. */
import type { TokenRecord } from '../../access/tokens';
import type { Context } from 'koa';

/** The part of `ctx.state` that this folder writes and reads. */
export interface RequestState {
	/** Set by `requestId`. */
	requestId?: string;
	/** Set by `requestId`: the id that the caller sent. */
	clientRequestId?: string;
	/** Set by `authentication`: who calls. */
	token?: TokenRecord;
	/** Set by the routes: id of the operation that answers, for logs and metrics. */
	operation?: string;
	/** Kept by `onAnswered`. */
	onAnswered?: (() => void)[];
	/** Set where errors are answered: symbolic code of the catalogue. */
	errorCode?: string;
}

/** The typed view of a request's state. */
export function stateOf(ctx: Pick<Context, 'state'>): RequestState {
	return ctx.state;
}
