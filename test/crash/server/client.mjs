/** The API as the crash test uses it, in both dialects; a call that got no answer resolves with undefined. */

const ALL_TIMES = { start_time: '1970-01-01T00:00:00Z', end_time: '2100-01-01T00:00:00Z' };

/** Calls by dialect, all with the same arguments and the same plain answers. */
export function clientOf({ url, v2Token, v1Token }) {
	const call = async (
		path,
		token,
		body,
		method = body === undefined ? 'GET' : 'POST',
		headers = {},
	) => {
		try {
			const answer = await fetch(url + path, {
				method,
				headers: {
					...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
					...headers,
				},
				...(body === undefined
					? {}
					: { body: typeof body === 'string' ? body : JSON.stringify(body) }),
			});
			const text = await answer.text();
			return { status: answer.status, body: JSON.parse(text), text };
		} catch (error) {
			// Cut off by the kill; what is whole but no JSON is a finding.
			if (error instanceof SyntaxError) return { status: 0, body: {}, text: String(error) };
			return undefined;
		}
	};
	const v1 = (path, body, method) => call(`/RestAPI/v1${path}`, v1Token, body, method);
	const v2 = (path, body, method) => call(`/api/v2${path}`, v2Token, body, method);
	const id = (request) => `request_id=${encodeURIComponent(request)}`;
	return {
		/** @param key under which the lines are stored once, however often they are sent; none by default */
		ingest: (lines, key) =>
			call(
				'/ingest?format=json',
				v2Token,
				lines,
				'POST',
				key === undefined ? {} : { 'idempotency-key': key },
			),
		/** All hits of a query, as the first page counts them, with that page. */
		search: async (query) => {
			const answer = await v2('/search', { query, ...ALL_TIMES });
			return plain(answer, ({ data, meta }) => ({ hits: data.hits, total: meta.total_items }));
		},
		/** How many events a query selects, and how many values of a field they have. */
		count: async (query, distinct) => {
			const answer = await v2('/search/aggregate', { query, distinct, ...ALL_TIMES });
			return plain(answer, ({ data }) => ({ total: data.count, distinct: data.distinct_count }));
		},
		v1: {
			submit: async (query) =>
				plain(await v1('/search/async', { query, from: 0, to: 4e12 }), (body) => body.request_id),
			list: async () =>
				plain(await v1('/jobs'), ({ requests }) => requests.map((job) => view(job, job.status))),
			job: async (request) =>
				plain(await v1(`/jobs?${id(request)}`), ({ requests: [job] }) => view(job, job.status)),
			page: async (request, page) =>
				plain(await v1(`/jobs/results?${id(request)}&page_no=${page}`), (body) => ({
					hits: body.results.hits,
					next: body.next_page,
				})),
			delete: (request) => v1(`/jobs?${id(request)}`, undefined, 'DELETE'),
		},
		v2: {
			submit: async (query) =>
				plain(await v2('/search/async', { query, ...ALL_TIMES }), ({ data }) => data.request_id),
			list: async () =>
				plain(await v2('/jobs'), ({ data }) =>
					data.jobs.requests.map((job) => view(job, job.stage)),
				),
			job: async (request) =>
				plain(await v2(`/jobs?${id(request)}`), ({ data }) =>
					view(data.jobs.requests[0], data.jobs.requests[0].stage),
				),
			page: async (request, page) =>
				plain(await v2(`/jobs/results?${id(request)}&page_no=${page}`), ({ data, meta }) => ({
					hits: data.hits,
					next: meta.next_page,
				})),
			delete: (request) => v2(`/jobs?${id(request)}`, undefined, 'DELETE'),
		},
	};
}

/** The dialect-free content of a good answer beside its status. */
function plain(answer, read) {
	if (answer === undefined || answer.status !== 200) return answer;
	return { ...answer, value: read(answer.body) };
}

function view({ request_id: id, hits_done: hits, total_pages: pages }, state) {
	return { id, state, hits, pages };
}
