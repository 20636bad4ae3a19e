/** Mounts handlers on the routes that the contract names: authorise, parse with the contract, call, answer. */
import {
	check,
	type Operation,
	operation,
	type OperationId,
	OPERATIONS,
	type OperationTable,
	type ResponseBody,
	takesJson,
} from '../contract';
import type { TokenRecord } from '../access/tokens';
import type { Context, Middleware } from 'koa';
import type Router from '@koa/router';
import type { z } from 'zod';
import { jsonBody } from './body';
import { DirectRoutes, runSteps } from './direct';
import { ApiError } from './errors';
import { RawJson } from './raw-json';

const JSON_TYPE = 'application/json; charset=utf-8';

type ParsedPart<
	Id extends OperationId,
	Name extends string,
> = OperationTable[Id]['request'] extends {
	readonly [K in Name]: infer Schema extends z.ZodType;
}
	? z.output<Schema>
	: undefined;

type NeedsToken<Row> = Row extends { readonly anyToken: true }
	? true
	: Row extends { readonly scope: null }
		? false
		: true;

/** A call that was authorised and parsed. */
export interface Call<Id extends OperationId> {
	readonly params: ParsedPart<Id, 'params'>;
	readonly query: ParsedPart<Id, 'query'>;
	readonly body: ParsedPart<Id, 'body'>;
	/** The caller's token; only operations that need no token go without. */
	readonly token: NeedsToken<OperationTable[Id]> extends true ? TokenRecord : undefined;
	/** For what only HTTP knows: streams, headers, the connection. */
	readonly ctx: Context;
}

/**
 * Does one operation. Returns its answer, JSON that is text already, or nothing when it wrote `ctx.body` itself.
 *
 * Throws an {@link ApiError}, or an error that `toApiError` knows.
 */
export type Handler<Id extends OperationId> = (
	call: Call<Id>,
) => Promise<ResponseBody<Id> | RawJson | void>;

/** Handlers by operation id. */
export type Handlers = { readonly [Id in OperationId]?: Handler<Id> };

/** What mounting needs beside the handlers. */
export interface MountOptions {
	/** Middleware that finds the caller's token and checks its scope; leaves it in `ctx.state.token`. */
	readonly authorize: (operation: Operation) => Middleware;
	/** Middleware of single operations, for instance limits; runs after authorisation. */
	readonly limits: (id: OperationId, operation: Operation) => readonly Middleware[];
	/** Largest JSON body, bytes. */
	readonly maxBody: number;
	/** Checks every answer against its schema; for tests, since it costs as much as printing the answer. */
	readonly checkAnswers: boolean;
}

/** Routes that are ready to be called. */
export interface Mounted {
	/** Middleware for before the router, that finds most of the routes without trying all others. */
	readonly direct: Middleware;
	/** Adds all routes to a router, in their order: it tells parameters, and which methods a path has. */
	readonly register: (router: Router) => void;
}

/** Mounts `handlers` on the routes that the contract names. What a route needs is made at its first call. */
export function mount(handlers: Handlers, options: MountOptions): Mounted {
	const direct = new DirectRoutes();
	const routes = (Object.keys(handlers) as OperationId[]).map((id) => {
		const row = operation(id);
		const path = row.path.replaceAll(/\{(\w+)\}/g, ':$1');
		let made: readonly Middleware[] | undefined;
		const steps = () => (made ??= stepsOf(id, handlers[id] as Handler<OperationId>, options));
		direct.add(row.method, path, steps);
		return { method: row.method, path, steps };
	});
	return {
		direct: direct.middleware(),
		register(router) {
			for (const { method, path, steps } of routes)
				router.register(path, [method], [(ctx: Context) => runSteps(steps(), ctx)]);
		},
	};
}

function stepsOf(
	id: OperationId,
	handler: Handler<OperationId>,
	options: MountOptions,
): readonly Middleware[] {
	const row = operation(id);
	return [
		identified(id),
		options.authorize(row),
		...options.limits(id, row),
		...(takesJson(row) ? [jsonBody(row, options.maxBody)] : []),
		answer(id, row, handler, options.checkAnswers),
	];
}

/** Middleware that names the operation for logs and metrics. */
function identified(id: OperationId): Middleware {
	return (ctx, next) => {
		ctx.state['operation'] = id;
		return next();
	};
}

function answer(
	id: OperationId,
	row: Operation,
	handler: Handler<OperationId>,
	checked: boolean,
): Middleware {
	return async (ctx: Context) => {
		const { params, query, body } = row.request;
		const call = {
			params: parse(params, ctx['params'] as unknown),
			query: query === undefined ? undefined : parse(query, queryOf(ctx, row)),
			body: parse(body, ctx.state['json']),
			token: ctx.state['token'] as TokenRecord,
			ctx,
		} as unknown as Call<OperationId>;
		const result = await handler(call);
		if (result instanceof RawJson) {
			const bytes = result.toBuffer();
			if (checked) assertAnswer(id, JSON.parse(bytes.toString()));
			ctx.body = bytes;
			ctx.type = 'application/json';
		} else if (result !== undefined) {
			if (checked) assertAnswer(id, result);
			// As text at once: Koa would write an object once for its length, and again for the answer.
			ctx.res.setHeader('Content-Type', JSON_TYPE);
			ctx.body = JSON.stringify(result);
		}
	};
}

/** The parameters of the query, and of the body where the operation takes them there too. */
function queryOf(ctx: Context, row: Operation): Record<string, unknown> {
	const json = row.queryAlsoInBody ? (ctx.state['json'] as object | undefined) : undefined;
	return { ...json, ...ctx.query };
}

function parse(schema: z.ZodType | undefined, input: unknown): unknown {
	if (schema === undefined) return undefined;
	const result = check(schema, input);
	if (!result.ok) throw new ApiError(result.code, result.detail);
	return result.value;
}

function assertAnswer(id: OperationId, value: unknown): void {
	const schema = OPERATIONS[id].response as z.ZodType | null;
	if (schema === null) return;
	const result = schema.safeParse(value);
	if (!result.success)
		throw new Error(`The answer of ${id} does not fit its schema: ${result.error.message}`);
}
