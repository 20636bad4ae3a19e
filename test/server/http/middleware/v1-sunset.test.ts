/** The end of V1. */
import { ManualClock } from '../../../../server/platform';
import { v1Sunset } from '../../../../server/http/middleware/v1-sunset';
import { ok, serve, stopAll } from './serve';

const SUNSET = Date.parse('2026-09-03T00:00:00Z');

afterEach(stopAll);

it('announces the end before, and answers 410 from then on', async () => {
	const clock = new ManualClock(SUNSET - 1);
	const url = await serve([v1Sunset({ sunset: SUNSET, clock }), ok]);
	const before = await fetch(`${url}/RestAPI/v1/search`);
	expect([before.status, before.headers.get('Sunset')]).toEqual([
		200,
		'Thu, 03 Sep 2026 00:00:00 GMT',
	]);
	clock.advance(1);
	const after = await fetch(`${url}/RestAPI/v1/search`);
	expect(after.status).toBe(410);
	expect(await after.json()).toEqual({
		ERROR_CODE: 'V1_GONE',
		ERROR_DESCRIPTION: 'The V1 API has been retired on this server.',
	});
});

it('leaves V2 alone', async () => {
	const url = await serve([v1Sunset({ sunset: 0, clock: new ManualClock(SUNSET) }), ok]);
	const response = await fetch(`${url}/api/v2/search`);
	expect([response.status, response.headers.get('Sunset')]).toEqual([200, null]);
});

it('does nothing without a sunset', async () => {
	const url = await serve([v1Sunset({ sunset: null, clock: new ManualClock(SUNSET) }), ok]);
	const response = await fetch(`${url}/RestAPI/v1/search`);
	expect([response.status, response.headers.get('Sunset')]).toEqual([200, null]);
});
