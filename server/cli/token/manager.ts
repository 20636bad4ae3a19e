/** What the command line can do with tokens, wherever they are. */

import type { PresentedToken } from '../../http';

/** A token just made. */
export interface Made {
	readonly secret: string;
	readonly token: PresentedToken;
}

/** Tokens of a data folder or of a running server. Methods reject with one sentence for the user. */
export interface TokenManager {
	create(request: { name: string; scopes: readonly string[]; expires: string }): Promise<Made>;
	list(): Promise<readonly PresentedToken[]>;
	regenerate(id: string, expires: string | undefined): Promise<Made>;
	revoke(id: string): Promise<PresentedToken>;
	close(): Promise<void>;
}
