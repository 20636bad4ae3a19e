/** Who asks about jobs: a token sees its own, one with the scope `admin` all of them (assumed). */
import type { Viewer } from '../jobs/views';
import type { TokenRecord } from '../access/tokens/record';
import { hasScope } from '../contract/scopes';

/** The viewer that a token stands for. */
export function viewerOf(token: TokenRecord): Viewer {
	return { owner: token.id, admin: hasScope(token, 'admin') };
}
