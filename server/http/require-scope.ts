/** For operations that need more scopes than the one of their row, by what they are asked to do. */
import type { TokenRecord } from '../access/tokens';
import { hasScope, type Scope } from '../contract';
import { ApiError } from './errors';

/** @throws ApiError wrong_scope */
export function requireScope(token: TokenRecord, scope: Scope): void {
	if (!hasScope(token, scope)) throw new ApiError('wrong_scope', scope);
}
