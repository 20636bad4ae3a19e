/** Measures the process: delay of the event loop, memory, processor time, uptime. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Gauge, type Registry } from 'prom-client';
import { LoopWork } from './loop-work';

const RESOLUTION_MS = 10;
const QUANTILES = [50, 90, 99];
const WORK_QUANTILES = [0.5, 0.9, 0.99, 1];

/**
 * Registers the gauges. prom-client's own default metrics are not used: they watch the garbage collector
 * for the life of the process, once for every application that was ever made.
 *
 * @returns ends the measurement
 */
export function measureProcess(registry: Registry): () => void {
	const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
	delay.enable();
	new Gauge({
		name: 'log360_event_loop_delay_seconds',
		help: 'Delay of the HTTP thread since the last scrape, by quantile',
		labelNames: ['quantile'],
		registers: [registry],
		collect() {
			for (const quantile of QUANTILES) {
				// The timer's own resolution is part of every sample.
				const excess = Math.max(0, delay.percentile(quantile) / 1e9 - RESOLUTION_MS / 1e3);
				this.set({ quantile: quantile / 100 }, delay.count === 0 ? 0 : excess);
			}
			delay.reset();
		},
	});
	const work = new LoopWork(RESOLUTION_MS);
	new Gauge({
		name: 'log360_event_loop_work_seconds',
		help: 'Processor time that the HTTP thread worked in one piece since the last scrape, by quantile',
		labelNames: ['quantile'],
		registers: [registry],
		collect() {
			for (const quantile of WORK_QUANTILES) this.set({ quantile }, work.seconds(quantile));
			work.reset();
		},
	});
	read(registry, 'log360_process_resident_memory_bytes', 'Resident memory', () =>
		process.memoryUsage.rss(),
	);
	read(
		registry,
		'log360_process_heap_used_bytes',
		'Heap in use of the HTTP thread',
		() => process.memoryUsage().heapUsed,
	);
	read(registry, 'log360_process_cpu_seconds', 'Processor time used since the start', () => {
		const { user, system } = process.cpuUsage();
		return (user + system) / 1e6;
	});
	read(registry, 'log360_process_uptime_seconds', 'Time since the start', () => process.uptime());
	return () => {
		delay.disable();
		work.close();
	};
}

function read(registry: Registry, name: string, help: string, value: () => number): void {
	new Gauge({
		name,
		help,
		registers: [registry],
		collect() {
			this.set(value());
		},
	});
}
