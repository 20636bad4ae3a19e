/** V2 metadata: log fields. */
import type { EventStore } from '../../logs/store';
import { requireLogType } from '../../logs/log-types';
import type { Handlers } from '../endpoint';
import { v2List } from './list';

/**
 * `GET /api/v2/meta/log-fields`. Source: metadata page; answer keys assumed. The product knows `log_type_id`
 * in the Cloud only; here it works on the fields that events of that type had.
 */
export function v2Metadata(store: EventStore): Handlers {
	return {
		'v2.logFields.list': async ({ query }) => {
			const id = query.log_type_id;
			const type = id === undefined ? undefined : await requireLogType(store, id);
			const fields = await store.fields(type?.id);
			return v2List('fields', fields, { from: 1, limit: fields.length }, ({ client, server }) => ({
				client_value: client,
				server_value: server,
			}));
		},
	};
}
