/** Finds routes without parameters by their path at once; the router would try all routes one after another. */
import type { Context, Middleware, Next } from 'koa';

/** The steps of a route, made when it is first called: most routes are not called in the life of a server. */
export type Steps = () => readonly Middleware[];

/** Routes by method and path. */
export class DirectRoutes {
	private readonly routes = new Map<string, Steps>();

	/** Adds a route; one with parameters (`:name`) is left to the router. */
	add(method: string, path: string, steps: Steps): void {
		if (!path.includes(':')) this.routes.set(`${method} ${path}`, steps);
	}

	/** Middleware that runs the route of exactly this path; anything else, such as a trailing slash, goes on. */
	middleware(): Middleware {
		return (ctx, next) => {
			const steps = this.routes.get(`${ctx.method} ${ctx.path}`);
			return steps === undefined ? next() : runSteps(steps(), ctx);
		};
	}
}

/** Runs the steps of a route, each around the following ones. */
export function runSteps(steps: readonly Middleware[], ctx: Context): Promise<void> {
	return run(steps, 0, ctx);
}

async function run(steps: readonly Middleware[], at: number, ctx: Context): Promise<void> {
	const next: Next = () => run(steps, at + 1, ctx);
	await steps[at]?.(ctx, next);
}
