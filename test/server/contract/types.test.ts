/** The types that the node imports: checked by the compiler, so running them only shows that they erase to nothing. */
import type {
	RequestBody,
	RequestParams,
	RequestQuery,
	ResponseBody,
} from '../../../server/contract/types';

test('requests are typed as they go over the wire', () => {
	const search: RequestBody<'v2.search.run'> = {
		query: '*',
		start_time: '2026-01-31T00:00:00Z',
		end_time: '2026-01-31T00:00:00Z',
		log_source_ids: ['7', 8],
	};
	const devices: RequestBody<'v1.devices.disable'> = { device_name: 'a,b' };
	const results: RequestQuery<'v1.jobs.results'> = { request_id: 'a', page_no: '2' };
	const params: RequestParams<'v2.incidents.get'> = { incident_id: '3000000438278' };
	// @ts-expect-error times are ISO 8601 strings in V2
	const wrong: RequestBody<'v2.search.start'> = { query: '*', start_time: 1, end_time: 2 };
	expect([search, devices, results, params, wrong]).toHaveLength(5);
});

test('answers are typed as they come', () => {
	const jobs: ResponseBody<'v2.jobs.list'> = { data: { jobs: { requests: [] } } };
	const details: ResponseBody<'v1.product.details'> = { os_type: 'linux' };
	// @ts-expect-error V2 names the state `stage`
	const stage = jobs.data.jobs.requests[0]?.status;
	expect([jobs, details, stage]).toHaveLength(3);
});
