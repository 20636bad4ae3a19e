/** Log > Aggregate with Run in Background: starts a job, waits, reads what it counted, and tidies up. */
import { bench, v2Error } from '../../../support/cases';
import { hints } from '../../../support/n8n';
import { json } from '../../../support/scripted';

const b = bench();
const on = (options: object = {}, more: object = {}) => ({
	resource: 'log',
	operation: 'aggregate',
	query: 'EVENTID = 4625',
	timeRange: 'custom',
	startTime: '2026-11-01T00:00:00Z',
	endTime: '2026-11-02T00:00:00Z',
	groupBy: ['USERNAME'],
	options: { inBackground: true, ...options },
	...more,
});

const started = { data: { request_id: 'job-1' } };
const status = (stage: string, more = {}) => ({
	data: { jobs: { requests: [{ request_id: 'job-1', stage, hits_done: 3, ...more }] } },
});
const counted = {
	data: { count: 5, groups: [{ values: { USERNAME: 'joe' }, count: 3 }] },
	meta: { exact: true, group_count: 1, other_count: 0, missing_count: 2 },
};
const deleted = { data: { message: 'deleted' } };
const calls = () => b.seen.map(({ method, path }) => `${method} ${path}`);

it('starts, waits, reads the counts and deletes the job', async () => {
	const found = await b.run(
		b.v2(),
		on(),
		started,
		status('RUNNING'),
		status('SUCCESS'),
		counted,
		deleted,
	);
	expect(found).toEqual([{ USERNAME: 'joe', count: 3 }]);
	expect(calls()).toEqual([
		'POST /api/v2/search/aggregate/async',
		'GET /api/v2/jobs',
		'GET /api/v2/jobs',
		'GET /api/v2/jobs/aggregate',
		'DELETE /api/v2/jobs',
	]);
	expect(b.seen[0].body).toMatchObject({ query: 'EVENTID = 4625', group_by: ['USERNAME'] });
	expect(b.seen[3].query).toEqual({ request_id: 'job-1' });
});

it('asks at once without the option', async () => {
	await b.run(b.v2(), on({ inBackground: false }), counted);
	expect(calls()).toEqual(['POST /api/v2/search/aggregate']);
});

it('says what the groups leave out, as without a job', async () => {
	b.answer([json(started), json(status('SUCCESS')), json(counted), json(deleted)]);
	expect(await hints(b.trial(b.v2(), on()))).toEqual(['Not shown: 2 logs lack a field.']);
});

it('keeps the job on request, and where the credential only reads', async () => {
	await b.run(b.v2(), on({ deleteJob: false }), started, status('SUCCESS'), counted);
	expect(calls()).not.toContain('DELETE /api/v2/jobs');
	await b.run(b.v2({ readOnly: true }), on(), started, status('SUCCESS'), counted);
	expect(calls()).not.toContain('DELETE /api/v2/jobs');
});

it('stops the job when the time is up', async () => {
	b.answer(({ path, method }) => {
		if (path.endsWith('/async')) return json(started);
		return json(method === 'DELETE' ? deleted : status('RUNNING'));
	});
	const error = await b.fail(b.v2(), on({ maxWait: 0.3 }));
	expect(error.message).toBe('The logs were not counted within 0.3 seconds');
	expect(error.description).toContain('Raise Max Wait');
	expect(calls().pop()).toBe('DELETE /api/v2/jobs');
});

it('fails with the reason of a job that failed, and keeps it', async () => {
	const failed = status('FAILED', { message: 'index is closed' });
	const error = await b.fail(b.v2(), on(), started, failed);
	expect(error.message).toBe('Job job-1 failed: index is closed');
	expect(calls()).not.toContain('DELETE /api/v2/jobs');
});

it('is sent once, even if the server fails', async () => {
	await b.fail(b.v2(), on(), v2Error(503, 'Service Unavailable'));
	expect(b.seen).toHaveLength(1);
});

it('says where a server has no such job', async () => {
	b.answer([json({ error: { code: '10002002', title: 'Page Not Found' } }, 404)]);
	const error = await b.fail(b.v2(), on());
	expect(error.message).toContain('count logs in the background');
	expect(error.description).toContain(
		'Log360 has no such call (POST /api/v2/search/aggregate/async); it is an extension of log360-server',
	);
});

it('refuses a wait that is no number before there is a job', async () => {
	b.answer([]);
	const error = await b.fail(b.v2(), on({ maxWait: '={{ "x" }}' }));
	expect(error.message).toContain('Max Wait');
	expect(b.seen).toEqual([]);
});
