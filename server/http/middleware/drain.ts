/** Lets the requests that are under way end before the server stops, and turns new ones away. */
import type { Middleware } from 'koa';
import { ApiError } from '../errors';
import { onAnswered } from './answered';

/** Counts the requests under way. */
export class Drain {
	private underWay = 0;
	private draining = false;
	private waiting: (() => void)[] = [];

	/**
	 * Middleware; goes inside of what answers errors.
	 *
	 * @throws ApiError unavailable, once the server is stopping
	 */
	middleware(): Middleware {
		return (ctx, next) => {
			if (this.draining) {
				throw new ApiError('unavailable', 'it is stopping', {
					'Retry-After': '5',
					Connection: 'close',
				});
			}
			this.underWay++;
			onAnswered(ctx, () => {
				this.underWay--;
				if (this.underWay === 0) for (const resolve of this.waiting.splice(0)) resolve();
			});
			return next();
		};
	}

	/** Number of requests under way. */
	get size(): number {
		return this.underWay;
	}

	/** Whether the server is stopping; `/health` then answers 503, so that balancers look elsewhere. */
	get stopping(): boolean {
		return this.draining;
	}

	/** Turns new requests away from now on; resolves when the last one under way has ended. */
	start(): Promise<void> {
		this.draining = true;
		if (this.underWay === 0) return Promise.resolve();
		return new Promise((resolve) => this.waiting.push(resolve));
	}
}
