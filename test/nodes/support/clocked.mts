/** A backend whose clock stands still until the test that started it moves it: run as a process of its own, told what to do by messages. */
import clocks from '../../../server/dist/platform/clock.js';
import main from '../../../server/dist/main.js';

/** What a test can ask for; each is answered by its number once it is done. */
interface Order {
	readonly number: number;
	/** Milliseconds by which to move the clock; jobs then do what has become due. */
	readonly advance: number;
}

const [data = '', begin = '', pageSize = '1000'] = process.argv.slice(2);
const clock = new clocks.ManualClock(Number(begin));
const server = await main.startServer({
	data,
	clock,
	host: '127.0.0.1',
	port: 0,
	empty: true,
	demoTokens: true,
	maxBatch: 1024 * 1024,
	readers: 1,
	tlsCert: null,
	tlsKey: null,
	adminPassword: null,
	logLevel: 'silent',
	api: {
		pageSize: Number(pageSize),
		v1Envelope: 'results',
		v1Form: 'client',
		maxBody: 1024 * 1024,
		checkAnswers: true,
		rateLimit: null,
		maxConcurrentSearches: null,
		v1Sunset: null,
	},
});

process.on('message', (order: Order) => {
	void obey(order).then(() => process.send?.({ done: order.number }));
});
process.on('SIGTERM', () => void server.close().then(() => process.exit(0)));
const { url, demoToken, v1Token } = server;
process.stdout.write(`${JSON.stringify({ url, demoToken, v1Token })}\n`);

async function obey({ advance }: Order): Promise<void> {
	clock.advance(advance);
	await server.jobs.wake();
}
