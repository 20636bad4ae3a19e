/** Jira Cloud: issues of one project with a workflow of three statuses, search by label, and webhooks that tell who changed what. */
import { basicOf, startService } from './service.mjs';

/** The account that n8n's credential belongs to, and a person who works in the browser. */
const BOT = { accountId: '5b10ac8d82e05b22cc7d4ef5', displayName: 'n8n' };
const PERSON = { accountId: '62971ebae540870069668714', displayName: 'Ann' };
const BOT_LOGIN = 'bot@example.com:jira-token';

/** Names of the statuses are a team's own; the keys of their categories are Jira's. */
const STATUSES = [
	{ id: '1', name: 'Backlog', statusCategory: { key: 'new' } },
	{ id: '2', name: 'Being looked at', statusCategory: { key: 'indeterminate' } },
	{ id: '3', name: 'Done', statusCategory: { key: 'done' } },
];
const PROJECT = '10000';
const ISSUE_TYPE = '10001';

/**
 * @typedef {object} Issue
 * @property {string} id
 * @property {string} key
 * @property {Record<string, any>} fields
 */

/**
 * @typedef {object} Jira
 * @property {string} url
 * @property {Issue[]} issues
 * @property {{ key: string, by: string, to: string }[]} moves - each change of a status, by whom and to which category
 * @property {(key: string, category: string) => Promise<void>} move - a person moves an issue
 * @property {() => number} webhooks - how many are registered
 * @property {() => Promise<void>} stop
 */

/** What belongs to the credential: `{ email, apiToken }`. */
export const JIRA_LOGIN = { email: 'bot@example.com', apiToken: 'jira-token' };

/** @returns {Promise<Jira>} */
export async function startJira() {
	/** @type {Issue[]} */
	const issues = [];
	/** @type {Jira['moves']} */
	const moves = [];
	/** @type {Map<string, { url: string, events: string[], filters: Record<string, string> }>} */
	const hooks = new Map();

	/** @param {Issue} issue @param {string} target @param {typeof BOT} user */
	const setStatus = async (issue, target, user) => {
		const from = issue.fields.status;
		const to = STATUSES.find(({ id }) => id === target) ?? STATUSES[0];
		issue.fields.status = to;
		moves.push({ key: issue.key, by: user.displayName, to: to.statusCategory.key });
		const event = {
			timestamp: Date.now(),
			webhookEvent: 'jira:issue_updated',
			issue_event_type_name: 'issue_generic',
			user,
			issue: structuredClone(issue),
			changelog: {
				id: String(moves.length),
				items: [
					{
						...{ field: 'status', fieldtype: 'jira', fieldId: 'status' },
						...{ from: from.id, fromString: from.name, to: to.id, toString: to.name },
					},
				],
			},
		};
		for (const { url, events, filters } of hooks.values()) {
			const label = labelIn(filters['issue-related-events-section']);
			if (!events.includes('jira:issue_updated')) continue;
			if (label && !issue.fields.labels.includes(label)) continue;
			await fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(event),
			});
		}
	};

	/** @param {any} body */
	const create = ({ fields }) => {
		const right =
			fields?.project?.id === PROJECT &&
			fields.issuetype?.id === ISSUE_TYPE &&
			/^[^\n]{1,255}$/.test(fields.summary) &&
			(fields.labels ?? []).every((/** @type {string} */ label) => /^\S+$/.test(label));
		if (!right) return { status: 400, json: { errorMessages: [], errors: { fields: 'wrong' } } };
		const number = issues.length + 1;
		const issue = {
			id: String(10_100 + number),
			key: `SEC-${number}`,
			fields: { labels: [], ...fields, status: STATUSES[0] },
		};
		issues.push(issue);
		return { status: 201, json: { id: issue.id, key: issue.key } };
	};

	/** @param {import('./service.mjs').Got} call @param {any} json */
	const hook = ({ method, path }, json) => {
		const id = path.split('/')[5];
		if (method === 'GET') {
			return { status: 200, json: [...hooks].map(([self, one]) => ({ self, ...one })) };
		}
		if (method === 'DELETE') return { status: hooks.delete(id ?? '') ? 204 : 404 };
		const next = String(hooks.size + 1);
		hooks.set(next, json);
		return {
			status: 201,
			json: { ...json, self: `http://jira/rest/webhooks/1.0/webhook/${next}` },
		};
	};

	const service = await startService(async (call) => {
		const { method, path, headers, body } = call;
		if (path === '/rest/api/2/serverInfo')
			return { status: 200, json: { deploymentType: 'Cloud' } };
		if (basicOf(headers) !== BOT_LOGIN) {
			return { status: 401, json: { errorMessages: ['You are not authenticated'] } };
		}
		const json = body.length === 0 ? {} : JSON.parse(body.toString());
		if (path === '/rest/api/2/myself') return { status: 200, json: BOT };
		if (path.startsWith('/rest/webhooks/1.0/webhook')) return hook(call, json);
		if (path === '/rest/api/2/issuetype') {
			return { status: 200, json: [{ id: ISSUE_TYPE, name: 'Task', subtask: false }] };
		}
		if (method === 'POST' && path === '/rest/api/2/issue') return create(json);
		if (method === 'POST' && path === '/rest/api/2/search/jql') {
			const label = labelIn(json.jql);
			if (!label) return { status: 400, json: { errorMessages: [`cannot read ${json.jql}`] } };
			const found = issues.filter(({ fields }) => fields.labels.includes(label));
			return { status: 200, json: { issues: found, isLast: true } };
		}
		const [, key, rest] = /^\/rest\/api\/2\/issue\/([^/]+)(\/transitions)?$/.exec(path) ?? [];
		const issue = issues.find((one) => one.key === key || one.id === key);
		if (!issue || !rest) return { status: 404, json: { errorMessages: ['Issue does not exist'] } };
		const transitions = STATUSES.filter(({ id }) => id !== issue.fields.status.id).map((to) => ({
			...{ id: `1${to.id}`, name: `To ${to.name}`, to },
		}));
		if (method === 'GET') return { status: 200, json: { transitions } };
		const chosen = transitions.find(({ id }) => id === json.transition?.id);
		if (!chosen) return { status: 400, json: { errorMessages: ['There is no such transition'] } };
		await setStatus(issue, chosen.to.id, BOT);
		return { status: 204 };
	});
	return {
		url: service.url,
		issues,
		moves,
		move: async (key, category) => {
			const issue = issues.find((one) => one.key === key);
			const status = STATUSES.find(({ statusCategory }) => statusCategory.key === category);
			if (!issue || !status) throw new Error(`there is no issue ${key} or category ${category}`);
			await setStatus(issue, status.id, PERSON);
		},
		webhooks: () => hooks.size,
		stop: service.stop,
	};
}

/**
 * @param {string | undefined} jql - of the one form that is understood
 * @returns {string | undefined} the label that it asks for
 */
function labelIn(jql) {
	return /^labels = "?([^"\s]+)"?$/.exec(jql ?? '')?.[1];
}
