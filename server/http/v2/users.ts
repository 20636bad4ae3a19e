/** V2 users, as assignees are looked up. */
import type { Inventory } from '../../inventory';
import type { Handlers } from '../endpoint';
import { v2List } from './list';

/** `GET /api/v2/meta/users`. The scope is documented, the path observed, the answer assumed. */
export function v2Users(inventory: Pick<Inventory, 'users'>): Handlers {
	return {
		'v2.users.list': async ({ query }) =>
			v2List('users', await inventory.users(), query, ({ id, name, role, email }) => ({
				user_id: id,
				user_name: name,
				role,
				...(email === null ? {} : { email }),
			})),
	};
}
