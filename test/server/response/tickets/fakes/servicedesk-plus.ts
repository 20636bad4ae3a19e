/** ServiceDesk Plus: requests over the V3 API, whose JSON comes in the form field input_data. */
import { FakeServer, type Got, type Reply } from './fake-server';

const failure = (status: number, message: string): Reply => ({
	status,
	json: { response_status: { status_code: 4000, status: 'failed', messages: [{ message }] } },
});

/** A list of requests. */
export class FakeServiceDeskPlus extends FakeServer {
	readonly requests: Record<string, any>[] = [];

	protected answer({ method, path, query, headers, body }: Got): Reply {
		if (headers['authtoken'] !== 'technician-key') return failure(401, 'Unauthorized');
		if (headers.accept !== 'application/vnd.manageengine.sdp.v3+json')
			return failure(415, 'Wrong Accept');
		const base = '/api/v3/requests';
		if (method === 'GET' && path === base) {
			const { list_info } = JSON.parse(query.get('input_data') ?? '{}');
			const { field, condition, value } = list_info.search_criteria;
			if (condition !== 'contains') return failure(400, 'condition');
			return {
				status: 200,
				json: { requests: this.requests.filter((request) => request[field].includes(value)) },
			};
		}
		if (headers['content-type'] !== 'application/x-www-form-urlencoded')
			return failure(415, 'Not a form');
		const { request } = JSON.parse(new URLSearchParams(body).get('input_data') ?? '{}');
		if (method === 'POST' && path === base) {
			if (!(request.subject?.length <= 250)) return failure(400, 'subject');
			const created = {
				status: { name: 'Open' },
				...request,
				id: String(33_630 + this.requests.length),
			};
			this.requests.push(created);
			return { status: 201, json: { request: created, response_status: { status: 'success' } } };
		}
		const known = this.requests.find(({ id }) => path === `${base}/${id}`);
		if (known === undefined || method !== 'PUT') return failure(404, 'Invalid URL');
		Object.assign(known, request);
		return { status: 200, json: { request: known } };
	}
}
