/** What requests become that keep the rules: trimmed, with their defaults. */
import { MAX_QUERY_LENGTH } from '../../../server/logs/query';
import { OPERATIONS } from '../../../server/contract/operations';
import { QUERY_MAX } from '../../../server/contract/shared/query';

const names = (length: number) => Array.from({ length }, (_, index) => `host${index}`);

test('device names are trimmed, and named once', () => {
	const { body } = OPERATIONS['v1.devices.disable'].request;
	expect(body.parse({ device_name: 'a, b ,,a' })).toEqual({ device_name: ['a', 'b'] });
	expect(body.parse({ device_name: names(10).join(',') }).device_name).toHaveLength(10);
});

test('what is left out of an incident has a default', () => {
	const { body } = OPERATIONS['v2.incidents.create'].request;
	expect(body.parse({ name: ' x ' })).toEqual({
		name: 'x',
		description: '',
		severity: 'attention',
		status: 'open',
		actors: [],
		evidence: [],
		source: 'manual',
	});
});

test('a change of an incident can clear its assignee and due date', () => {
	const { body } = OPERATIONS['v2.incidents.update'].request;
	expect(body.parse({ assignee: null, due_date: null })).toEqual({
		assignee: null,
		due_date: null,
	});
});

test('pages have their defaults', () => {
	expect(OPERATIONS['v2.incidents.list'].request.query.parse({})).toMatchObject({
		from: 1,
		limit: 50,
	});
	expect(OPERATIONS['v1.jobs.results'].request.query.parse({ request_id: 'a' }).page_no).toBe(1);
});

test('the longest query is the one that the query language takes', () => {
	expect(QUERY_MAX).toBe(MAX_QUERY_LENGTH);
});
