/** What to do about an error of the server, in words of the node and of the product. */
import type { Call } from './call';
import type { Cause } from './explanation';
import { isPageNotFound, statusOfTitle } from './titles';

interface Situation {
	readonly cause: Cause;
	readonly status: number;
	/** The heading of the server's error. */
	readonly title: string | undefined;
	/** What the server says; empty where it says nothing. */
	readonly text: string;
	readonly call: Call;
}

/** A pattern of the server's words, and the advice for it. */
type Row = readonly [pattern: RegExp, advice: string];

const API_SETTINGS = 'Settings > Admin Settings > API Settings';

const TOKEN_ROWS: readonly Row[] = [
	[
		/generation|other api|v[12] token/i,
		'A V2 token belongs into "Token", a V1 token into "V1 Token", or into "Token" with API Version V1.',
	],
	[
		/expired/i,
		`Regenerate the token with a later expiry under ${API_SETTINGS} and paste it into the credential.`,
	],
	[/revoked/i, `Create another token under ${API_SETTINGS} and paste it into the credential.`],
];

const NOT_AS_SENT =
	'The node sends JSON, so something in between, such as a proxy, may have changed the request.';

/** Refused requests, by the parameter that the server names; the first that fits counts. */
const REFUSAL_ROWS: readonly Row[] = [
	[/json|content-type|media type/i, NOT_AS_SENT],
	[
		/^(?=[^]*\bcursor\b)(?=[^]*\bquery\b)/i,
		'Send either the query or the cursor: a next page takes the cursor alone.',
	],
	[
		/^(?=[^]*\bquery\b)[^]*(?:characters|too long|at most)/i,
		'Shorten the query; log sources, groups and log types can be chosen in the filters instead.',
	],
	[
		/\bquery\b/i,
		'Correct the query. A condition reads FIELD = value, with quotes around a value that has spaces; AND, OR and NOT join conditions. Log Field > Get Many lists the fields.',
	],
	[
		/^(?=[^]*(?:start|end)_time)[^]*(?:later|before|after)/i,
		"Check the time range: it must not start after its end, as it does in the vendor's own V1 sample.",
	],
	[
		/(start|end|due)_(time|date)|\b(from|to): /i,
		'Check the times. V2 takes ISO 8601 such as 2026-01-31T00:00:00Z, V1 milliseconds since 1970.',
	],
	[/\bpage_no\b/i, 'The job has fewer pages by now: look at it with Job > Get.'],
	[
		/too many|at most (?!2\^)|more entries|\d (entries|comma-separated names)/i,
		'Send fewer in one call, e.g. with a Loop Over Items node before this one.',
	],
	[
		/not mapped/i,
		'Map the value in the connection of the ticketing tool, or send one that is mapped.',
	],
	[/\bdomain/i, 'Choose a domain that Domain > Get Many lists.'],
	[/\bagents?\b|agent_id/i, 'Choose an agent that Agent > Get Many lists.'],
	[/\bgroups?\b|group_ids?/i, 'Choose groups that Log Source > Get Groups lists.'],
	[/log[ _]types?/i, 'Choose log types that Log Type > Get Many lists.'],
	[/profiles?\b|profile_ids?/i, 'Choose alert profiles that Alert Profile > Get Many lists.'],
	[
		/log[ _]sources?|\bhosts?\b|\bdevices?\b/i,
		'Choose log sources that Log Source > Get Many lists.',
	],
	[/^[a-z][\w.[\]]*: /, 'Correct the parameter that the server names.'],
];

const CONFLICT_ROWS: readonly Row[] = [
	[
		/changed since/i,
		'Get it again, look at what was changed, and repeat the change if it still fits.',
	],
	[
		/\bthe most\b/i,
		'Delete jobs whose results are not needed any more with Job > Delete; all are removed after 24 hours. Search and Wait deletes its own.',
	],
	[
		/counts, and has no hits/,
		'Use Job > Get Results for searches alone; Log > Aggregate itself reads what it counted in the background.',
	],
	[/not ready/i, 'Ask for its status until it has ended, then try again.'],
	[/fail/i, 'Mend what the server names and start it again.'],
];

export function adviceFor(situation: Situation): string {
	const { cause, status, title, text, call } = situation;
	const v1 = call.generation === 'v1';
	switch (cause) {
		case 'badToken':
			return firstOf(
				v1 ? TOKEN_ROWS.slice(0, 1) : TOKEN_ROWS,
				text,
				v1
					? 'Check the V1 token in the credential. New V1 tokens can no longer be made; if there is none, use API version V2.'
					: `The token is wrong, expired or revoked, or belongs to the other API version. Create or regenerate one under ${API_SETTINGS} and paste it into the credential.`,
			);
		case 'missingScope':
			return v1
				? `V1 tokens have no scopes that could be chosen: check under ${API_SETTINGS} what this token may do.`
				: `Create a token with ${call.scope ? 'this scope' : 'the scope that this call needs'} under ${API_SETTINGS} and put it into the credential.`;
		case 'cursorExpired':
			return 'The server forgets a cursor after 5 minutes without use. Narrow the time range, or use Search and Wait, whose results stay for 24 hours.';
		case 'notFound':
			return notFoundAdvice(situation);
		case 'gone':
			if (isRetirement(call, text)) {
				return 'Support of V1 ended in September 2026. Choose API version V2 in the credential.';
			}
			return /\bjobs?\b/i.test(text)
				? 'Start the job again.'
				: 'It was deleted or has expired; jobs and their results are kept for 24 hours.';
		case 'conflict':
			return firstOf(
				CONFLICT_ROWS,
				text,
				'Fetch it again and check its status before the next attempt.',
			);
		case 'tooLarge':
			return 'Send fewer IDs or a shorter query.';
		case 'rateLimited':
			return /running|concurrent|parallel/i.test(text)
				? 'Let fewer executions search at the same time, or use Search and Wait, which searches in the background.'
				: 'The server allows 60 requests a minute over all users of the API. Lower the number of items or raise the interval; the node has already waited and tried again as far as it may.';
		case 'serverError':
			// Words of log360-server.
			if (/was stopped after [\d.]+ seconds/.test(text))
				return 'Narrow the time range or the query, or let the server do it in the background: Search and Wait for a search, the option Run in Background for Aggregate.';
			return serverAdvice(status < 400 ? (statusOfTitle(title) ?? status) : status);
		default:
			return refusalAdvice(status < 400 ? (statusOfTitle(title) ?? status) : status, text, call);
	}
}

function refusalAdvice(status: number, text: string, call: Call): string {
	if (status === 405) {
		return 'This build offers the path with another method: use API Request with the method that the server names.';
	}
	// What the node always sends as it should be.
	const otherwise =
		status === 411 || status === 415 ? NOT_AS_SENT : 'Check the parameters of the node.';
	return wrongIdAdvice(text, call) ?? firstOf(REFUSAL_ROWS, text, otherwise);
}

/** Advice where a name, or anything else, was given in place of an id; which ids, is told by the call or by the parameter's name. */
function wrongIdAdvice(text: string, call: Call): string | undefined {
	if (!/expected (an|an array of) ids?\b/i.test(text)) return undefined;
	const [where] = (call.idAdvice ?? firstOf(REFUSAL_ROWS, text, 'Take it from a list')).split('. ');
	return `An ID is a whole number; a name or something else was given. ${where.replace(/\.$/, '')}.`;
}

function serverAdvice(status: number): string {
	switch (status) {
		case 502:
		case 504:
			return 'A proxy before the server got no answer from it in time. Check that the product runs, and try again later.';
		case 503:
			return 'The server is starting, stopping or has too much to do. Try again later.';
		default:
			return 'This is a fault of the server. Try again later, and see the logs of the product.';
	}
}

/** Either an id is not known, or the whole call; the words of the server tell, where there are some. */
function notFoundAdvice({ title, text, call }: Situation): string {
	const name = `${call.method} ${call.path}`;
	const build = `build may not have ${text.includes(call.path) ? 'this call' : name}. Check server URL and API version of the credential.`;
	if (isPageNotFound(title) || /\b(path|endpoint|operation|url|uri|route)\b/i.test(text))
		return `This ${build}`;
	if (text !== '') return call.idAdvice ?? 'Check the IDs that the call names.';
	return call.idAdvice === undefined
		? `This ${build}`
		: `${call.idAdvice} If every call fails this way, this ${build}`;
}

/** Whether a 410 means the whole of API V1, and not a job or a file that has expired. */
export function isRetirement(call: Call, text: string): boolean {
	return call.generation === 'v1' && !/\b(jobs?|results?|request_id|export|file)\b/i.test(text);
}

function firstOf(rows: readonly Row[], text: string, otherwise: string): string {
	return rows.find(([pattern]) => pattern.test(text))?.[1] ?? otherwise;
}
