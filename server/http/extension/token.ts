/** Extension: what the caller's token can do, and for how long. */
import type { Clock } from '../../platform';
import type { Handlers } from '../endpoint';

/** Handler of `GET /api/v2/token`. */
export function tokenExtensions(clock: Clock): Handlers {
	return {
		'server.token.get': async ({ token }) => {
			const now = clock.now();
			const { id, name, generation, scopes, createdAt, expiresAt } = token;
			return {
				data: {
					...{ token_id: id, name, generation, scopes: [...scopes] },
					created_time: new Date(createdAt).toISOString(),
					...(expiresAt === null
						? {}
						: {
								expires_time: new Date(expiresAt).toISOString(),
								expires_in_seconds: Math.max(0, Math.floor((expiresAt - now) / 1000)),
							}),
					server_time: new Date(now).toISOString(),
				},
			};
		},
	};
}
