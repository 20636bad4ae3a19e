/** Who asks about jobs: a token sees its own, one with the scope `admin` all of them (assumed). */

import type { Viewer } from '../jobs';
import type { TokenRecord } from '../access/tokens';
import { hasScope } from '../contract';

/** The viewer that a token stands for. */
export function viewerOf(token: TokenRecord): Viewer {
	return { owner: token.id, admin: hasScope(token, 'admin') };
}
