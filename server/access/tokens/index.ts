/** Tokens: API tokens, verified in memory and changed durably; what others may use of it. */

/** Decides who a caller is and whether the operation is theirs to call; knows headers, but no web framework. */
export { authenticate, authorize, challenge, type Refusal, type Requirement } from './authenticate';

/** Base 62 (0-9, A-Z, a-z) of a fixed width: digits that survive a double click, a URL and a shell. */
export { toBase62 } from './base62';

/** The error of token management: what an administrator asked for cannot be done, and why. */
export { TokenError, type TokenErrorCode } from './errors';

/** The expiry choices of the product's API Settings page, and the moment each of them means. */
export { EXPIRY_CHOICES, EXPIRY_EXPECTED, parseExpiry } from './expiry';

/** Writes the scope table as Markdown for `docs/tokens.md`; a test holds that page to it. */
export { scopeTable } from './markdown';

/** What the server knows of a token; the secret itself is never kept. */
export { type Generation, type StoredToken, type TokenRecord, tokenStatus } from './record';

/** Removes what is written like a token or a password from text that goes to a log. */
export { redactPasswords, redactSecrets } from './redact';

/** The server's tokens: verified in memory, changed durably, shown once. */
export { TokenRegistry, type Verification } from './registry';

/** Reads lists of scopes as people write them, with an answer that names the misspelled one. */
export { parseScopes } from './scope-list';

/** The written form of tokens: how a secret is made, recognised, shortened for display and hashed. */
export { newV2Secret } from './secret';

/** The store of tokens, of the administrator's account and of the audit log, which share one place. */
export type { NewSecret, TokenSnapshot, TokenStore, TokenStoreMethods } from './store';
