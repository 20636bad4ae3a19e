/** Jira: issues with a workflow of three statuses; the Cloud wants rich text, the Data Center plain text. */
import { basic, FakeServer, type Got, type Reply } from './fake-server';

interface Issue {
	readonly id: string;
	readonly key: string;
	readonly fields: Record<string, any>;
}

const STATUSES = ['To Do', 'In Progress', 'Done'];

/** A project SEC. */
export class FakeJira extends FakeServer {
	readonly issues: Issue[] = [];

	constructor(private readonly edition: 'cloud' | 'data center') {
		super();
	}

	protected answer({ method, path, query, headers, body }: Got): Reply {
		const cloud = this.edition === 'cloud';
		const allowed = cloud
			? basic(headers) === 'bot@example.com:api-token'
			: headers.authorization === 'Bearer api-token';
		if (!allowed) return { status: 401, json: { errorMessages: ['Unauthorized'] } };
		const base = `/rest/api/${cloud ? 3 : 2}`;
		const json = body === '' ? {} : JSON.parse(body);
		if (method === 'GET' && path === `${base}/search${cloud ? '/jql' : ''}`) {
			const label = /labels = "([^"]+)"/.exec(query.get('jql') ?? '')?.[1];
			return {
				status: 200,
				json: { issues: this.issues.filter(({ fields }) => fields['labels'].includes(label)) },
			};
		}
		if (method === 'POST' && path === `${base}/issue`) return this.create(json, cloud);
		const [, key, rest] = new RegExp(`^${base}/issue/([^/]+)(/transitions)?$`).exec(path) ?? [];
		const issue = this.issues.find((one) => one.key === key || one.id === key);
		if (issue === undefined)
			return { status: 404, json: { errorMessages: ['Issue does not exist'] } };
		const transitions = STATUSES.filter((name) => name !== issue.fields['status'].name).map(
			(name) => ({ id: String(10 + STATUSES.indexOf(name)), name: `Go ${name}`, to: { name } }),
		);
		if (rest !== undefined && method === 'GET') return { status: 200, json: { transitions } };
		if (rest !== undefined && method === 'POST') {
			const found = transitions.find(({ id }) => id === json.transition?.id);
			if (found === undefined)
				return { status: 400, json: { errorMessages: ['No such transition'] } };
			issue.fields['status'] = found.to;
			return { status: 204 };
		}
		if (method === 'PUT') {
			Object.assign(issue.fields, json.fields);
			return { status: 204 };
		}
		return { status: 200, json: issue };
	}

	private create({ fields }: { fields: Record<string, any> }, cloud: boolean): Reply {
		const rich = fields['description']?.type === 'doc' && fields['description']?.version === 1;
		const right =
			fields['project']?.key === 'SEC' &&
			fields['issuetype']?.name === 'Task' &&
			/^[^\n]{1,255}$/.test(fields['summary']) &&
			(cloud ? rich : typeof fields['description'] === 'string');
		if (!right) return { status: 400, json: { errors: { fields: 'wrong' } } };
		const number = this.issues.length + 1;
		const issue = {
			id: String(10_000 + number),
			key: `SEC-${number}`,
			fields: { ...fields, status: { name: 'To Do' } },
		};
		this.issues.push(issue);
		return { status: 201, json: { id: issue.id, key: issue.key, self: 'x' } };
	}
}
