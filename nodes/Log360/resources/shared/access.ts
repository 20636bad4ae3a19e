/** The access to lists that Get Many operations need. */
import type { ListAccess } from '../../methods/lists';
import type { ItemRun } from '../../operation';
import { limitOf } from '../../parameters/paging';

/** The client and the limit of an item; all records when the operation has no limit. */
export function accessOf({ context, item, client }: ItemRun): ListAccess {
	return { client, node: context.getNode(), item, limit: limitOf(context, item) };
}
