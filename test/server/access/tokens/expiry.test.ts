/** The expiry choices. */
import { parseExpiry } from '../../../../server/access/tokens/expiry';

const NOW = Date.parse('2026-11-23T13:14:15.016Z');

const at = (iso: string) => ({ expiresAt: Date.parse(iso) });

it.each([
	['never', { expiresAt: null }],
	['Never', { expiresAt: null }],
	[' today ', at('2026-11-24T00:00:00Z')],
	['7d', at('2026-11-30T13:14:15.016Z')],
	['30d', at('2026-12-23T13:14:15.016Z')],
	['2027-01-31T00:00:00Z', at('2027-01-31T00:00:00Z')],
	['2027-01-31T00:00:00.5+05:30', at('2027-01-30T18:30:00.5Z')],
])('%j', (text, expiry) => {
	expect(parseExpiry(text, NOW)).toEqual(expiry);
});

it('takes today as the whole next day at midnight itself', () => {
	expect(parseExpiry('today', Date.parse('2026-11-23T00:00:00Z'))).toEqual(
		at('2026-11-24T00:00:00Z'),
	);
});

it.each([
	'',
	'tomorrow',
	'8d',
	'2027-01-31',
	'2027-01-31T00:00:00',
	'2027-02-30T00:00:00Z',
	'1801353600000',
])('refuses %j and says what is accepted', (text) => {
	expect(parseExpiry(text, NOW)).toEqual({
		error: `expected never, today, 7d, 30d, or an ISO 8601 date-time with a zone such as 2027-01-31T00:00:00Z, got ${JSON.stringify(text)}`,
	});
});

it.each(['2026-11-23T13:14:15.016Z', '1999-01-01T00:00:00Z'])('refuses the past: %s', (text) => {
	expect(parseExpiry(text, NOW)).toEqual({ error: `expected a time in the future, got "${text}"` });
});
