/** The error of token management: what an administrator asked for cannot be done, and why. */

/** Why a token could not be made or changed. */
export type TokenErrorCode =
	| 'unknown_token'
	| 'v1_not_creatable'
	| 'invalid_name'
	| 'invalid_scopes'
	| 'invalid_expiry'
	| 'invalid_secret'
	| 'already_revoked'
	| 'expired';

/** Thrown by the token registry; `message` is one sentence for the administrator. */
export class TokenError extends Error {
	constructor(
		readonly code: TokenErrorCode,
		message: string,
	) {
		super(message);
		this.name = 'TokenError';
	}
}
