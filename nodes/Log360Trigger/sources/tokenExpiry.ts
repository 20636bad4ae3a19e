/** The token of the credential itself, when it is about to expire: an extension of log360-server. */
import { tokenInfo } from '../../Log360/dialects/extension/others';
import { readToken, simplifyToken } from '../../Log360/dialects/tokenInfo';
import { durationOf } from '../../Log360/parameters/duration';
import { understood } from '../../Log360/transport/understood';
import type { Source } from './source';

const DAY_SECONDS = 86_400;

/**
 * An expiry is told once, also where it is already near at the first poll; with another end, as after _Regenerate_ or with another token,
 * it is another one. Once a token has expired, polls fail and say so.
 */
export const tokenExpiry: Source = {
	async fetch({ context, client, window }) {
		const withinMs = durationOf(context, context.getNodeParameter('expiresWithin', '7d'), {
			...{ label: 'Expires Within', fallback: 7 * 24 * 60, least: 1 },
		});
		client.need('v2', 'tell when a token expires');
		const body = await client.send(tokenInfo());
		const token = understood(readToken(body), body, 'token', context.getNode());
		const record = simplifyToken(token);
		const left = record.expiresInSeconds;
		const near = typeof left === 'number' && left * 1000 <= withinMs;
		// The editor shows what it would look like, whatever the end.
		if (!near && context.getMode() !== 'manual') return [];
		const expiresInDays = typeof left === 'number' ? Math.floor(left / DAY_SECONDS) : null;
		const fingerprint = `${String(token.token_id)}@${String(record.expiresTime)}`;
		return [{ fingerprint, time: window.now, record: { ...record, expiresInDays } }];
	},
	finish({ found, memory }) {
		const fresh = found.filter(({ fingerprint }) => fingerprint !== memory.told);
		for (const { fingerprint } of fresh) memory.told = fingerprint;
		return fresh.map(({ record }) => record);
	},
};
