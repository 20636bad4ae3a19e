/** Counts and times requests for Prometheus, and collects the gauges of the server's parts. */
import type { Middleware } from 'koa';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { onAnswered } from './answered';
import { measureProcess } from './process-metrics';
import { stateOf } from './state';

/** From a metadata look-up to a substring scan, seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Label of requests that no operation answered; a path of the caller's making must not become a label. */
const NO_OPERATION = 'none';

/** Options of {@link Metrics}. */
export interface MetricsOptions {
	/** Version of the server, for `log360_info`. */
	readonly version?: string;
	/** Monotonic milliseconds; the clock of the process by default. */
	readonly elapsed?: () => number;
}

/** The metrics of one application, in a registry of its own: two applications in one process do not mix. */
export class Metrics {
	/** For parts that register metrics of their own. */
	readonly registry = new Registry();
	private readonly requests: Counter<'operation' | 'status'>;
	private readonly durations: Histogram<'operation'>;
	private readonly inFlight: Gauge;
	private readonly elapsed: () => number;
	private readonly stopMeasuring: () => void;

	constructor(options: MetricsOptions = {}) {
		const registers = [this.registry];
		this.elapsed = options.elapsed ?? (() => performance.now());
		this.requests = new Counter({
			name: 'log360_http_requests_total',
			help: 'Requests answered, by operation and status',
			labelNames: ['operation', 'status'],
			registers,
		});
		this.durations = new Histogram({
			name: 'log360_http_request_duration_seconds',
			help: 'Time from the request to the end of its answer, by operation',
			labelNames: ['operation'],
			buckets: BUCKETS,
			registers,
		});
		this.inFlight = new Gauge({
			name: 'log360_http_requests_in_flight',
			help: 'Requests being answered',
			registers,
		});
		const info = new Gauge({
			name: 'log360_info',
			help: 'Version of the server, as a label',
			labelNames: ['version'],
			registers,
		});
		info.set({ version: options.version ?? 'unknown' }, 1);
		this.stopMeasuring = measureProcess(this.registry);
	}

	/** Middleware that counts; goes outside of everything that answers errors. */
	middleware(): Middleware {
		return (ctx, next) => {
			const start = this.elapsed();
			this.inFlight.inc();
			onAnswered(ctx, () => {
				const operation = stateOf(ctx).operation ?? NO_OPERATION;
				this.inFlight.dec();
				this.requests.inc({ operation, status: ctx.res.statusCode });
				this.durations.observe({ operation }, (this.elapsed() - start) / 1000);
			});
			return next();
		};
	}

	/**
	 * Adds a gauge whose value is asked for with every scrape, for instance the number of stored events.
	 *
	 * @param name with the prefix `log360_`
	 * @param read a failure leaves the gauge at its last value
	 */
	gauge(name: string, help: string, read: () => number | Promise<number>): void {
		new Gauge({
			name,
			help,
			registers: [this.registry],
			async collect() {
				try {
					this.set(await read());
				} catch {
					// One part that is shutting down must not cost the scrape of all others.
				}
			},
		});
	}

	/** Adds a counter, for instance of refused lines. */
	counter(name: string, help: string): { add(amount: number): void } {
		const counter = new Counter({ name, help, registers: [this.registry] });
		return { add: (amount) => counter.inc(amount) };
	}

	/** Answers `GET /metrics` in Prometheus' text form. */
	handler(): Middleware {
		return async (ctx) => {
			ctx.body = await this.registry.metrics();
			ctx.set('Content-Type', this.registry.contentType);
			ctx.set('Cache-Control', 'no-store');
		};
	}

	/** Ends the measurements that run in the background. */
	close(): void {
		this.stopMeasuring();
		this.registry.clear();
	}
}
