/** The metrics. */
import type { Middleware } from 'koa';
import { Metrics } from '../../../../server/http/middleware/metrics';
import { serve, stopAll } from './serve';

let metrics: Metrics;
let time: number;

beforeEach(() => {
	time = 0;
	metrics = new Metrics({ version: '1.2.3', elapsed: () => (time += 20) });
});

afterEach(async () => {
	await stopAll();
	metrics.close();
});

const operation =
	(id: string | undefined, status = 200): Middleware =>
	(ctx) => {
		if (id !== undefined) ctx.state['operation'] = id;
		ctx.status = status;
		ctx.body = 'x';
	};

/** The lines of a metric, comments left out. */
async function scrape(name: string): Promise<string[]> {
	return (await metrics.registry.metrics()).split('\n').filter((line) => line.startsWith(name));
}

it('counts and times by operation', async () => {
	const url = await serve([operation('v2.search.run')], [metrics.middleware()]);
	for (let request = 0; request < 3; request++) await (await fetch(url)).text();
	expect(await scrape('log360_http_requests_total')).toEqual([
		'log360_http_requests_total{operation="v2.search.run",status="200"} 3',
	]);
	expect(await scrape('log360_http_request_duration_seconds_count')).toEqual([
		'log360_http_request_duration_seconds_count{operation="v2.search.run"} 3',
	]);
	expect(await scrape('log360_http_request_duration_seconds_bucket{le="0.025"')).toEqual([
		'log360_http_request_duration_seconds_bucket{le="0.025",operation="v2.search.run"} 3',
	]);
	expect(await scrape('log360_http_requests_in_flight')).toEqual([
		'log360_http_requests_in_flight 0',
	]);
});

it('puts what no operation answered under one label, whatever the path', async () => {
	const url = await serve([operation(undefined, 404)], [metrics.middleware()]);
	for (const path of ['/a', '/b']) await (await fetch(url + path)).text();
	expect(await scrape('log360_http_requests_total')).toEqual([
		'log360_http_requests_total{operation="none",status="404"} 2',
	]);
});

it('counts what is in flight', async () => {
	let seen: string[] = [];
	const url = await serve(
		[
			async (ctx) => {
				seen = await scrape('log360_http_requests_in_flight');
				ctx.body = 'x';
			},
		],
		[metrics.middleware()],
	);
	await fetch(url);
	expect(seen).toEqual(['log360_http_requests_in_flight 1']);
});

it('answers /metrics in Prometheus’ form', async () => {
	const url = await serve([metrics.handler()]);
	const response = await fetch(url);
	expect(response.headers.get('Content-Type')).toContain('text/plain; version=0.0.4');
	expect(response.headers.get('Cache-Control')).toBe('no-store');
	const text = await response.text();
	expect(text).toContain('log360_info{version="1.2.3"} 1');
	expect(text).toMatch(/log360_event_loop_delay_seconds\{quantile="0.99"\} [\d.e-]+\n/);
	expect(text).toMatch(/log360_event_loop_work_seconds\{quantile="1"\} [\d.e-]+\n/);
	expect(text).toMatch(/log360_process_resident_memory_bytes \d+\n/);
});

it('asks the parts for their gauges with every scrape, and survives their failure', async () => {
	let events = 1;
	metrics.gauge('log360_events', 'Stored events', async () => events);
	metrics.gauge('log360_broken', 'Broken', () => {
		throw new Error('closed');
	});
	expect(await scrape('log360_events')).toEqual(['log360_events 1']);
	events = 2;
	expect(await scrape('log360_events')).toEqual(['log360_events 2']);
	expect(await scrape('log360_broken')).toEqual(['log360_broken 0']);
});

it('counts what parts add', async () => {
	metrics.counter('log360_lines_total', 'Lines').add(5);
	expect(await scrape('log360_lines_total')).toEqual(['log360_lines_total 5']);
});

it('keeps two applications in one process apart', async () => {
	const other = new Metrics();
	const url = await serve([operation('x')], [other.middleware()]);
	await (await fetch(url)).text();
	expect(await scrape('log360_http_requests_total')).toEqual([]);
	other.close();
});
