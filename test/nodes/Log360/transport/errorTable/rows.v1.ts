/** Every error of the contract in V1: where it comes up, and the words that the person reads. */
import type { Row } from './calls';

export const ROWS_V1: readonly Row[] = [
	{
		code: 'missing_token',
		by: 'logFields',
		message: 'Could not list log fields: the server does not accept the V1 token',
		description:
			"The server said: The request carries no token: the header 'Authorization: Bearer ***' is missing or malformed (code MISSING_TOKEN). Check the V1 token in the credential. New V1 tokens can no longer be made; if there is none, use API version V2.",
	},
	{
		code: 'invalid_token',
		by: 'logFields',
		message: 'Could not list log fields: the server does not accept the V1 token',
		description:
			'The server said: The token is not known to this server (code INVALID_TOKEN). Check the V1 token in the credential. New V1 tokens can no longer be made; if there is none, use API version V2.',
	},
	{
		code: 'expired_token',
		by: 'logFields',
		detail: '2026-10-01T00:00:00Z',
		message: 'Could not list log fields: the server does not accept the V1 token',
		description:
			'The server said: The token expired on 2026-10-01T00:00:00Z (code EXPIRED_TOKEN). Check the V1 token in the credential. New V1 tokens can no longer be made; if there is none, use API version V2.',
	},
	{
		code: 'revoked_token',
		by: 'logFields',
		message: 'Could not list log fields: the server does not accept the V1 token',
		description:
			'The server said: The token was revoked (code REVOKED_TOKEN). Check the V1 token in the credential. New V1 tokens can no longer be made; if there is none, use API version V2.',
	},
	{
		code: 'wrong_generation_token',
		by: 'logFields',
		message: 'Could not list log fields: the server does not accept the V1 token',
		description:
			'The server said: The token belongs to the other API generation: a V1 token is good for /RestAPI/v1 only, a V2 token for /api/v2 only (code WRONG_GENERATION_TOKEN). A V2 token belongs into "Token", a V1 token into "V1 Token", or into "Token" with API Version V1.',
	},
	{
		code: 'wrong_scope',
		by: 'productDetails',
		detail: 'product.READ',
		message: 'Could not get product details: the token is not allowed to do this',
		description:
			'The server said: The token lacks the scope product.READ (code WRONG_SCOPE). V1 tokens have no scopes that could be chosen: check under Settings > Admin Settings > API Settings what this token may do.',
	},
	{
		code: 'not_found',
		by: 'logFields',
		detail: 'GET /RestAPI/v1/meta/log_fields',
		message: 'Could not list log fields: no operation has the path GET /RestAPI/v1/meta/log_fields',
		description:
			'This build may not have this call. Check server URL and API version of the credential. Error code: NOT_FOUND.',
	},
	{
		code: 'method_not_allowed',
		by: 'wrongMethodV1',
		detail: 'GET, DELETE',
		message:
			'The server refused to call POST /RestAPI/v1/jobs: The path does not take this method; it takes GET, DELETE',
		description:
			'This build offers the path with another method: use API Request with the method that the server names. Error code: METHOD_NOT_ALLOWED.',
	},
	{
		code: 'unsupported_media_type',
		by: 'search',
		detail: 'text/plain',
		message:
			'The server refused to search logs: The body must be JSON, but its Content-Type is text/plain',
		description:
			'The node sends JSON, so something in between, such as a proxy, may have changed the request. Error code: UNSUPPORTED_MEDIA_TYPE.',
	},
	{
		code: 'body_too_large',
		by: 'search',
		detail: '1 MiB',
		message: 'Could not search logs: the request is too large',
		description:
			'The server said: The body is larger than 1 MiB (code BODY_TOO_LARGE). Send fewer IDs or a shorter query.',
	},
	{
		code: 'malformed_json',
		by: 'search',
		message: 'The server refused to search logs: The body is not valid JSON: it cannot be parsed',
		description:
			'The node sends JSON, so something in between, such as a proxy, may have changed the request. Error code: MALFORMED_JSON.',
	},
	{
		code: 'invalid_parameter',
		by: 'alerts',
		detail: 'severity[0]: expected one of CRITICAL, TROUBLE, ATTENTION, got "HIGH"',
		message:
			'The server refused to list alerts: severity[0]: expected one of CRITICAL, TROUBLE, ATTENTION, got "HIGH"',
		description: 'Correct the parameter that the server names. Error code: INVALID_PARAMETER.',
	},
	{
		code: 'query_syntax',
		by: 'search',
		detail: 'Query error at position 7: found the end but expected a value',
		message:
			'The server refused to search logs: Query error at position 7: found the end but expected a value',
		description:
			'Correct the query. A condition reads FIELD = value, with quotes around a value that has spaces; AND, OR and NOT join conditions. Log Field > Get Many lists the fields. Error code: QUERY_SYNTAX.',
	},
	{
		code: 'query_too_long',
		by: 'search',
		message: 'The server refused to search logs: query: expected at most 16,384 characters',
		description:
			'Shorten the query; log sources, groups and log types can be chosen in the filters instead. Error code: QUERY_TOO_LONG.',
	},
	{
		code: 'too_many_ids',
		by: 'search',
		detail: 'hosts: expected at most 100 entries, got an array of 101',
		message:
			'The server refused to search logs: hosts: expected at most 100 entries, got an array of 101',
		description:
			'Send fewer in one call, e.g. with a Loop Over Items node before this one. Error code: TOO_MANY_IDS.',
	},
	{
		code: 'invalid_time',
		by: 'search',
		detail: 'from: expected Unix milliseconds, got "yesterday"',
		message: 'The server refused to search logs: from: expected Unix milliseconds, got "yesterday"',
		description:
			'Check the times. V2 takes ISO 8601 such as 2026-01-31T00:00:00Z, V1 milliseconds since 1970. Error code: INVALID_TIME.',
	},
	{
		code: 'cursor_invalid',
		by: 'search',
		message: 'Could not search logs: the cursor is no longer valid',
		description:
			'The server said: The cursor is not one that this server gave to this token (code CURSOR_INVALID). The server forgets a cursor after 5 minutes without use. Narrow the time range, or use Search and Wait, whose results stay for 24 hours.',
	},
	{
		code: 'cursor_expired',
		by: 'search',
		message: 'Could not search logs: the cursor is no longer valid',
		description:
			'The server said: The cursor expired: it was not used for 5 minutes (code CURSOR_EXPIRED). The server forgets a cursor after 5 minutes without use. Narrow the time range, or use Search and Wait, whose results stay for 24 hours.',
	},
	{
		code: 'page_out_of_range',
		by: 'jobResults',
		detail: 'the job has 2 pages, got 3',
		message: 'The server refused to get the results of a job: page_no: the job has 2 pages, got 3',
		description:
			'The job has fewer pages by now: look at it with Job > Get. Error code: PAGE_OUT_OF_RANGE.',
	},
	{
		code: 'rate_limited',
		by: 'logFields',
		message: 'Could not list log fields: too many requests',
		description:
			'The server said: The limit of 60 requests per minute is exhausted (code RATE_LIMITED). The server allows 60 requests a minute over all users of the API. Lower the number of items or raise the interval; the node has already waited and tried again as far as it may.',
	},
	{
		code: 'too_many_searches',
		by: 'searchStart',
		detail: '5 searches',
		message: 'Could not start a search: too many requests',
		description:
			'The server said: The token already has 5 searches running (code TOO_MANY_SEARCHES). Let fewer executions search at the same time, or use Search and Wait, which searches in the background.',
	},
	{
		code: 'too_many_jobs',
		by: 'searchStart',
		detail: '1000 jobs, the most that are kept of one token',
		message: 'Could not start a search: the token has as many as it may',
		description:
			'The server said: The token has 1000 jobs, the most that are kept of one token (code TOO_MANY_JOBS). Delete jobs whose results are not needed any more with Job > Delete; all are removed after 24 hours. Search and Wait deletes its own.',
	},
	{
		code: 'v1_gone',
		by: 'logFields',
		message: 'Could not list log fields: this server no longer offers API V1',
		description:
			'The server said: The V1 API has been retired on this server (code V1_GONE). Support of V1 ended in September 2026. Choose API version V2 in the credential.',
	},
	{
		code: 'internal',
		by: 'logFields',
		detail: '7f3a',
		message: 'Could not list log fields: the server failed (HTTP 500)',
		description:
			'The server said: The server failed to answer. Request id: 7f3a (code INTERNAL). This is a fault of the server. Try again later, and see the logs of the product.',
	},
	{
		code: 'unavailable',
		by: 'logFields',
		message: 'Could not list log fields: the server failed (HTTP 503)',
		description:
			'The server said: The server cannot answer now: it is starting or stopping (code UNAVAILABLE). The server is starting, stopping or has too much to do. Try again later.',
	},
	{
		code: 'unknown_job',
		by: 'jobDelete',
		detail: 'job-1',
		message: 'Could not delete a job: no job has the request_id job-1',
		description:
			'Take the ID from the node that started the job, or from Job > Get Many. A deleted job is gone, and any job is after 24 hours. Error code: UNKNOWN_JOB.',
	},
	{
		code: 'job_expired',
		by: 'jobResults',
		detail: 'job-1',
		message: 'Could not get the results of a job: it is gone',
		description:
			'The server said: The results of job job-1 have been removed: they are kept for 24 hours (code JOB_EXPIRED). Start the job again.',
	},
	{
		code: 'job_failed',
		by: 'jobResults',
		detail: 'the disk is full',
		message: 'Could not get the results of a job: it is not in a state that allows this',
		description:
			'The server said: The job failed: the disk is full (code JOB_FAILED). Mend what the server names and start it again.',
	},
	{
		code: 'other_job_kind',
		by: 'jobResults',
		detail: '"job-1" counts, and has no hits',
		message: 'Could not get the results of a job: it is not in a state that allows this',
		description:
			'The server said: Job "job-1" counts, and has no hits (code OTHER_JOB_KIND). Use Job > Get Results for searches alone; Log > Aggregate itself reads what it counted in the background.',
	},
	{
		code: 'unknown_host',
		by: 'search',
		detail: '301',
		message: 'The server refused to search logs: No log source has the id 301',
		description: 'Choose log sources that Log Source > Get Many lists. Error code: UNKNOWN_HOST.',
	},
	{
		code: 'unknown_group',
		by: 'search',
		detail: 'WindowsGroup',
		message:
			'The server refused to search logs: No log source group has the id or name WindowsGroup',
		description: 'Choose groups that Log Source > Get Groups lists. Error code: UNKNOWN_GROUP.',
	},
	{
		code: 'unknown_profile',
		by: 'disableNotification',
		detail: '5',
		message:
			'Could not disable the ticket notification of an alert profile: no alert profile has the id 5',
		description:
			'Take the ID from Alert Profile > Get Many. The profile may have been deleted. Error code: UNKNOWN_PROFILE.',
	},
	{
		code: 'unknown_ticket',
		by: 'sync',
		detail: '33630',
		message: 'Could not update the incident of a ticket: no incident has the ticket 33630',
		description:
			'Give the ID of a ticket that a connected ticketing tool raised for an alert; the server knows no others. Error code: UNKNOWN_TICKET.',
	},
	{
		code: 'unmapped_value',
		by: 'sync',
		detail: '"Pending"',
		message:
			'The server refused to update the incident of a ticket: The ticketing tool\'s value "Pending" is not mapped to a status or severity',
		description:
			'Map the value in the connection of the ticketing tool, or send one that is mapped. Error code: UNMAPPED_VALUE.',
	},
	{
		code: 'unknown_device',
		by: 'disable',
		detail: 'web01',
		message: 'Could not disable log sources: no device has the name web01',
		description:
			'Use names or addresses that Log Source > Get Many lists. No log source was disabled. Error code: UNKNOWN_DEVICE.',
	},
	{
		code: 'too_many_devices',
		by: 'disable',
		message:
			'The server refused to disable log sources: device_name: expected 1 to 10 comma-separated names',
		description:
			'Send fewer in one call, e.g. with a Loop Over Items node before this one. Error code: TOO_MANY_DEVICES.',
	},
	{
		code: 'unknown_workflow',
		by: 'workflow',
		detail: '1',
		message: 'Could not get a workflow template: no workflow template has the id 1',
		description: 'Take the ID from Workflow > Get Many. Error code: UNKNOWN_WORKFLOW.',
	},
	{
		code: 'unknown_execution',
		by: 'workflowRun',
		detail: '9',
		message: 'Could not get the status of a workflow run: no workflow execution has the id 9',
		description:
			'Take the ID of the run from Workflow > Execute. Runs are forgotten after some time. Error code: UNKNOWN_EXECUTION.',
	},
	{
		code: 'unknown_export',
		by: 'exportStatus',
		detail: '2',
		message: 'Could not get the status of an export: no incident export has the id 2',
		description: 'Take the export ID from Incident > Export by Ticket. Error code: UNKNOWN_EXPORT.',
	},
	{
		code: 'export_not_ready',
		by: 'exportDownload',
		detail: '2',
		message: 'Could not download an export: it is not in a state that allows this',
		description:
			'The server said: Export 2 is not ready for download (code EXPORT_NOT_READY). Ask for its status until it has ended, then try again.',
	},
	{
		code: 'conflict',
		by: 'exportStart',
		detail: 'The incident of ticket 33630 was deleted.',
		message: 'Could not start the export of an incident: it is not in a state that allows this',
		description:
			'The server said: The incident of ticket 33630 was deleted (code CONFLICT). Fetch it again and check its status before the next attempt.',
	},
];
