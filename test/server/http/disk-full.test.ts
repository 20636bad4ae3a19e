/** A full disk is told by its own error, whatever thread met it. */
import { toApiError } from '../../../server/http/fault';

it.each([
	new Error('database or disk is full'),
	Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }),
])('%s is answered with 507', (error) =>
	expect(toApiError(error)).toMatchObject({ code: 'storage_full' }),
);
