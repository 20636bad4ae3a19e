/** Jira: REST API v3 of the Cloud (rich text, basic authentication), v2 of the Data Center (plain text, bearer token). */
import {
	correlationOf,
	dig,
	idText,
	ticketText,
	type ToolAdapter,
	type ToolContext,
	ToolError,
	type ToolRequest,
	type ToolTicket,
	type ToolValues,
} from '../tool';
import { basicAuthorization, oneLine } from './rest-tool';

interface Edition {
	readonly base: string;
	readonly search: string;
	/** The text as the edition wants it. */
	text(plain: string): unknown;
	authorization(context: ToolContext): string;
}

const CLOUD: Edition = {
	base: '/rest/api/3',
	search: '/rest/api/3/search/jql',
	text: (plain) => ({
		type: 'doc',
		version: 1,
		content: plain.split('\n').map((line) => ({
			type: 'paragraph',
			content: line === '' ? [] : [{ type: 'text', text: line }],
		})),
	}),
	authorization: ({ settings, secrets }) => basicAuthorization(settings['user'], secrets['token']),
};

const DATA_CENTER: Edition = {
	base: '/rest/api/2',
	search: '/rest/api/2/search',
	text: (plain) => plain,
	authorization: ({ secrets }) => `Bearer ${secrets['token'] ?? ''}`,
};

function jira(edition: Edition): ToolAdapter {
	const { base } = edition;
	const call = (context: ToolContext, request: ToolRequest) =>
		context.call({ ...request, headers: { authorization: edition.authorization(context) } });

	/** A status is reached by a transition of the issue's workflow, found by the status it leads to. */
	async function move(key: string, status: string, context: ToolContext): Promise<void> {
		const issue = await call(context, {
			method: 'GET',
			path: `${base}/issue/${key}`,
			query: { fields: 'status' },
		});
		if (same(dig(issue, 'fields', 'status', 'name'), status)) return;
		const path = `${base}/issue/${key}/transitions`;
		const transitions = dig(await call(context, { method: 'GET', path }), 'transitions');
		const list: readonly unknown[] = Array.isArray(transitions) ? transitions : [];
		const found = list.find((entry) => same(dig(entry, 'to', 'name'), status));
		if (found === undefined) {
			const names = list.map((entry) => String(dig(entry, 'to', 'name'))).join(', ');
			throw new ToolError(
				`Issue ${key} has no transition to status ${JSON.stringify(status)}; it can go to: ${names}`,
			);
		}
		await call(context, { method: 'POST', path, json: { transition: { id: dig(found, 'id') } } });
	}

	async function update(ticket: ToolTicket, values: ToolValues, context: ToolContext) {
		const key = encodeURIComponent(ticket.id);
		if (values.severity !== null) {
			const json = { fields: { priority: { name: values.severity } } };
			await call(context, { method: 'PUT', path: `${base}/issue/${key}`, json });
		}
		if (values.status !== null) await move(key, values.status, context);
	}

	return {
		async find(incident, context) {
			const { project = '' } = context.settings;
			const jql = `project = ${JSON.stringify(project)} AND labels = ${JSON.stringify(correlationOf(incident))}`;
			const query = { jql, fields: 'status', maxResults: '1' };
			return ticketOf(
				dig(await call(context, { method: 'GET', path: edition.search, query }), 'issues', 0),
			);
		},
		async create(incident, values, context) {
			const { project, issueType } = context.settings;
			const fields = {
				project: { key: project },
				issuetype: { name: issueType },
				// Jira refuses line ends and more than 255 characters.
				summary: oneLine(incident.name, 255),
				description: edition.text(ticketText(incident)),
				labels: ['log360', correlationOf(incident)],
				...(values.severity === null ? {} : { priority: { name: values.severity } }),
			};
			const ticket = ticketOf(
				await call(context, { method: 'POST', path: `${base}/issue`, json: { fields } }),
			);
			if (ticket === undefined)
				throw new ToolError('Jira created an issue, but its answer has no key');
			return ticket;
		},
		async update(ticket, _incident, values, context) {
			if (ticket !== undefined) await update(ticket, values, context);
		},
		async test(context) {
			const project = encodeURIComponent(context.settings['project'] ?? '');
			const me = await call(context, { method: 'GET', path: `${base}/myself` });
			const found = await call(context, { method: 'GET', path: `${base}/project/${project}` });
			const user = idText(dig(me, 'displayName')) ?? 'an unnamed user';
			return `Signed in as ${user}; project ${idText(dig(found, 'name')) ?? project} can be read`;
		},
	};
}

function ticketOf(issue: unknown): ToolTicket | undefined {
	const id = idText(dig(issue, 'key'));
	return id === undefined ? undefined : { id, alias: idText(dig(issue, 'id')) ?? null };
}

function same(one: unknown, other: string): boolean {
	return typeof one === 'string' && one.toLowerCase() === other.toLowerCase();
}

export const jiraCloud = jira(CLOUD);
export const jiraDataCenter = jira(DATA_CENTER);
