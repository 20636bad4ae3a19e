/** Every error of the contract in V2: where it comes up, and the words that the person reads. */
import type { Row } from './calls';

export const ROWS_V2: readonly Row[] = [
	{
		code: 'missing_token',
		by: 'logFields',
		message: 'Could not list log fields: the server does not accept the token',
		description:
			"The server said: The request carries no token: the header 'Authorization: Bearer ***' is missing or malformed (code 10001001). The token is wrong, expired or revoked, or belongs to the other API version. Create or regenerate one under Settings > Admin Settings > API Settings and paste it into the credential.",
	},
	{
		code: 'invalid_token',
		by: 'logFields',
		message: 'Could not list log fields: the server does not accept the token',
		description:
			'The server said: The token is not known to this server (code 10001002). The token is wrong, expired or revoked, or belongs to the other API version. Create or regenerate one under Settings > Admin Settings > API Settings and paste it into the credential.',
	},
	{
		code: 'expired_token',
		by: 'logFields',
		detail: '2026-10-01T00:00:00Z',
		message: 'Could not list log fields: the server does not accept the token',
		description:
			'The server said: The token expired on 2026-10-01T00:00:00Z (code 10001003). Regenerate the token with a later expiry under Settings > Admin Settings > API Settings and paste it into the credential.',
	},
	{
		code: 'revoked_token',
		by: 'logFields',
		message: 'Could not list log fields: the server does not accept the token',
		description:
			'The server said: The token was revoked (code 10001004). Create another token under Settings > Admin Settings > API Settings and paste it into the credential.',
	},
	{
		code: 'wrong_generation_token',
		by: 'logFields',
		message: 'Could not list log fields: the server does not accept the token',
		description:
			'The server said: The token belongs to the other API generation: a V1 token is good for /RestAPI/v1 only, a V2 token for /api/v2 only (code 10001005). A V2 token belongs into "Token", a V1 token into "V1 Token", or into "Token" with API Version V1.',
	},
	{
		code: 'wrong_scope',
		by: 'logFields',
		detail: 'logfields.READ',
		message: 'Could not list log fields: the token lacks the scope logfields.READ',
		description:
			'The server said: The token lacks the scope logfields.READ (code 10001015). Create a token with this scope under Settings > Admin Settings > API Settings and put it into the credential.',
	},
	{
		code: 'wrong_scope',
		by: 'parserRule',
		detail: 'logformats.UPDATE',
		message: 'Could not call PUT /api/v2/log-type/parser-rule: the token is not allowed to do this',
		description:
			'The server said: The token lacks the scope logformats.UPDATE (code 10001015). Create a token with the scope that this call needs under Settings > Admin Settings > API Settings and put it into the credential.',
	},
	{
		code: 'not_found',
		by: 'logFields',
		detail: 'GET /api/v2/meta/log-fields',
		message: 'Could not list log fields: no operation has the path GET /api/v2/meta/log-fields',
		description:
			'This build may not have this call. Check server URL and API version of the credential. Error code: 10002001.',
	},
	{
		code: 'not_found',
		by: 'wrongPath',
		detail: 'GET /api/v2/logsources',
		message:
			'Could not call GET /api/v2/logsources: no operation has the path GET /api/v2/logsources',
		description:
			'This build may not have this call. Check server URL and API version of the credential. Error code: 10002001.',
	},
	{
		code: 'method_not_allowed',
		by: 'wrongMethod',
		detail: 'POST',
		message:
			'The server refused to call GET /api/v2/search: The path does not take this method; it takes POST',
		description:
			'This build offers the path with another method: use API Request with the method that the server names. Error code: 10002002.',
	},
	{
		code: 'unsupported_media_type',
		by: 'search',
		detail: 'text/plain',
		message:
			'The server refused to search logs: The body must be JSON, but its Content-Type is text/plain',
		description:
			'The node sends JSON, so something in between, such as a proxy, may have changed the request. Error code: 10002003.',
	},
	{
		code: 'body_too_large',
		by: 'search',
		detail: '1 MiB',
		message: 'Could not search logs: the request is too large',
		description:
			'The server said: The body is larger than 1 MiB (code 10002004). Send fewer IDs or a shorter query.',
	},
	{
		code: 'malformed_json',
		by: 'search',
		detail: 'unexpected end of data at position 17',
		message:
			'The server refused to search logs: The body is not valid JSON: unexpected end of data at position 17',
		description:
			'The node sends JSON, so something in between, such as a proxy, may have changed the request. Error code: 10003001.',
	},
	{
		code: 'invalid_parameter',
		by: 'incidentUpdate',
		detail: 'status: expected one of open, in_progress, closed, got "Open"',
		message:
			'The server refused to update an incident: status: expected one of open, in_progress, closed, got "Open"',
		description: 'Correct the parameter that the server names. Error code: 10003002.',
	},
	{
		code: 'query_syntax',
		by: 'search',
		detail: 'Query error at position 7: found the end but expected a value',
		message:
			'The server refused to search logs: Query error at position 7: found the end but expected a value',
		description:
			'Correct the query. A condition reads FIELD = value, with quotes around a value that has spaces; AND, OR and NOT join conditions. Log Field > Get Many lists the fields. Error code: 10003003.',
	},
	{
		code: 'query_too_long',
		by: 'search',
		message: 'The server refused to search logs: query: expected at most 16,384 characters',
		description:
			'Shorten the query; log sources, groups and log types can be chosen in the filters instead. Error code: 10003004.',
	},
	{
		code: 'too_many_ids',
		by: 'search',
		detail: 'log_source_ids: expected at most 100 entries, got an array of 101',
		message:
			'The server refused to search logs: log_source_ids: expected at most 100 entries, got an array of 101',
		description:
			'Send fewer in one call, e.g. with a Loop Over Items node before this one. Error code: 10003005.',
	},
	{
		code: 'invalid_time',
		by: 'search',
		detail:
			'start_time: expected an ISO 8601 date-time such as 2026-01-31T00:00:00Z, got "yesterday"',
		message:
			'The server refused to search logs: start_time: expected an ISO 8601 date-time such as 2026-01-31T00:00:00Z, got "yesterday"',
		description:
			'Check the times. V2 takes ISO 8601 such as 2026-01-31T00:00:00Z, V1 milliseconds since 1970. Error code: 10003006.',
	},
	{
		code: 'time_order',
		by: 'search',
		message:
			'The server refused to search logs: start_time: expected a time not later than end_time',
		description:
			"Check the time range: it must not start after its end, as it does in the vendor's own V1 sample. Error code: 10003007.",
	},
	{
		code: 'cursor_with_query',
		by: 'searchByHand',
		message:
			'The server refused to call POST /api/v2/search: query: must not be sent together with cursor',
		description:
			'Send either the query or the cursor: a next page takes the cursor alone. Error code: 10003008.',
	},
	{
		code: 'cursor_invalid',
		by: 'searchByHand',
		message: 'Could not call POST /api/v2/search: the cursor is no longer valid',
		description:
			'The server said: The cursor is not one that this server gave to this token (code 10003009). The server forgets a cursor after 5 minutes without use. Narrow the time range, or use Search and Wait, whose results stay for 24 hours.',
	},
	{
		code: 'cursor_expired',
		by: 'searchByHand',
		message: 'Could not call POST /api/v2/search: the cursor is no longer valid',
		description:
			'The server said: The cursor expired: it was not used for 5 minutes (code 10003010). The server forgets a cursor after 5 minutes without use. Narrow the time range, or use Search and Wait, whose results stay for 24 hours.',
	},
	{
		code: 'page_out_of_range',
		by: 'jobResults',
		detail: 'the job has 2 pages, got 3',
		message: 'The server refused to get the results of a job: page_no: the job has 2 pages, got 3',
		description: 'The job has fewer pages by now: look at it with Job > Get. Error code: 10003011.',
	},
	{
		code: 'rate_limited',
		by: 'logFields',
		message: 'Could not list log fields: too many requests',
		description:
			'The server said: The limit of 60 requests per minute is exhausted (code 10004001). The server allows 60 requests a minute over all users of the API. Lower the number of items or raise the interval; the node has already waited and tried again as far as it may.',
	},
	{
		code: 'too_many_searches',
		by: 'search',
		detail: '5 searches',
		message: 'Could not search logs: too many requests',
		description:
			'The server said: The token already has 5 searches running (code 10004002). Let fewer executions search at the same time, or use Search and Wait, which searches in the background.',
	},
	{
		code: 'too_many_jobs',
		by: 'searchStart',
		detail: '1000 jobs, the most that are kept of one token',
		message: 'Could not start a search: the token has as many as it may',
		description:
			'The server said: The token has 1000 jobs, the most that are kept of one token (code 10004004). Delete jobs whose results are not needed any more with Job > Delete; all are removed after 24 hours. Search and Wait deletes its own.',
	},
	{
		code: 'internal',
		by: 'logFields',
		detail: '7f3a',
		message: 'Could not list log fields: the server failed (HTTP 500)',
		description:
			'The server said: The server failed to answer. Request id: 7f3a (code 10009001). This is a fault of the server. Try again later, and see the logs of the product.',
	},
	{
		code: 'unavailable',
		by: 'logFields',
		message: 'Could not list log fields: the server failed (HTTP 503)',
		description:
			'The server said: The server cannot answer now: it is starting or stopping (code 10009002). The server is starting, stopping or has too much to do. Try again later.',
	},
	{
		code: 'unavailable',
		by: 'logFields',
		detail:
			'the aggregate was stopped after 25 seconds; narrow its time range or its conditions, or start it as a job',
		message: 'Could not list log fields: the server failed (HTTP 503)',
		description:
			'The server said: The server cannot answer now: the aggregate was stopped after 25 seconds; narrow its time range or its conditions, or start it as a job (code 10009002). Narrow the time range or the query, or let the server do it in the background: Search and Wait for a search, the option Run in Background for Aggregate.',
	},
	{
		code: 'unknown_job',
		by: 'job',
		detail: 'job-1',
		message: 'Could not get the status of jobs: no job has the request_id job-1',
		description:
			'Take the ID from the node that started the job, or from Job > Get Many. A deleted job is gone, and any job is after 24 hours. Error code: 10005001.',
	},
	{
		code: 'job_expired',
		by: 'jobResults',
		detail: 'job-1',
		message: 'Could not get the results of a job: it is gone',
		description:
			'The server said: The results of job job-1 have been removed: they are kept for 24 hours (code 10005002). Start the job again.',
	},
	{
		code: 'job_failed',
		by: 'jobResults',
		detail: 'the disk is full',
		message: 'Could not get the results of a job: it is not in a state that allows this',
		description:
			'The server said: The job failed: the disk is full (code 10005004). Mend what the server names and start it again.',
	},
	{
		code: 'other_job_kind',
		by: 'jobResults',
		detail: '"job-1" counts, and has no hits',
		message: 'Could not get the results of a job: it is not in a state that allows this',
		description:
			'The server said: Job "job-1" counts, and has no hits (code 10005006). Use Job > Get Results for searches alone; Log > Aggregate itself reads what it counted in the background.',
	},
	{
		code: 'unknown_host',
		by: 'search',
		detail: '301',
		message: 'The server refused to search logs: No log source has the id 301',
		description: 'Choose log sources that Log Source > Get Many lists. Error code: 10006001.',
	},
	{
		code: 'unknown_group',
		by: 'search',
		detail: '12',
		message: 'The server refused to search logs: No log source group has the id or name 12',
		description: 'Choose groups that Log Source > Get Groups lists. Error code: 10006002.',
	},
	{
		code: 'unknown_log_type',
		by: 'search',
		detail: 'Windws',
		message: 'The server refused to search logs: No log type has the id Windws',
		description: 'Choose log types that Log Type > Get Many lists. Error code: 10006003.',
	},
	{
		code: 'unknown_profile',
		by: 'alertProfile',
		detail: '5',
		message: 'Could not get an alert profile: no alert profile has the id 5',
		description:
			'Take the ID from Alert Profile > Get Many. The profile may have been deleted. Error code: 10006005.',
	},
	{
		code: 'unknown_profile',
		by: 'alerts',
		detail: '5',
		message: 'Could not list alerts: no alert profile has the id 5',
		description:
			'Choose the alert profiles of the filter from those that Alert Profile > Get Many lists. Error code: 10006005.',
	},
	{
		code: 'unknown_incident',
		by: 'incident',
		detail: '42',
		message: 'Could not get an incident: no incident has the id 42',
		description:
			'Take the ID from Incident > Get Many. The incident may have been deleted. Error code: 10006006.',
	},
	{
		code: 'unknown_report',
		by: 'report',
		detail: '101',
		message: 'Could not get report data: no report has the id 101',
		description: 'Take the ID from Report > Get Profiles. Error code: 10006014.',
	},
	{
		code: 'unknown_parser_rule',
		by: 'parserRule',
		detail: '8',
		message: 'Could not call PUT /api/v2/log-type/parser-rule: no parser rule has the id 8',
		description: 'Check the IDs that the call names. Error code: 10006015.',
	},
	{
		code: 'unknown_domain',
		by: 'addWindows',
		detail: 'CORP',
		message:
			'The server refused to add Windows log sources: No domain is configured under the name CORP',
		description: 'Choose a domain that Domain > Get Many lists. Error code: 10006016.',
	},
	{
		code: 'unknown_agent',
		by: 'addWindows',
		detail: '7',
		message: 'The server refused to add Windows log sources: No agent has the id 7',
		description: 'Choose an agent that Agent > Get Many lists. Error code: 10006017.',
	},
	{
		code: 'conflict',
		by: 'incidentUpdate',
		detail: 'The incident was changed in the meantime.',
		message: 'Could not update an incident: it is not in a state that allows this',
		description:
			'The server said: The incident was changed in the meantime (code 10006018). Fetch it again and check its status before the next attempt.',
	},
];
