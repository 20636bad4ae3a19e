/** Well-known field names in other spellings. */
import { serverNameOf } from '../../../../server/logs/query/known-names';

describe('serverNameOf', () => {
	it.each([
		['EVENTID', 'EVENTID'],
		['Event ID', 'EVENTID'],
		['event_id', 'EVENTID'],
		['Remote Interface', 'REMOTE_INTERFACE'],
		['Severity Type', 'COMMON_SEVERITY'],
	])('%s', (written, field) => expect(serverNameOf(written)).toBe(field));
	it('does not guess', () => expect(serverNameOf('Source Address')).toBeUndefined());
});
