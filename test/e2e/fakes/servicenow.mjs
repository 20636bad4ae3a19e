/** ServiceNow: the Table API on incident and the Attachment API, for one user. */
import { basicOf, startService } from './service.mjs';

/** What belongs to n8n's credential and to the connection of log360-server. */
export const SERVICENOW_LOGIN = { user: 'bot', password: 'servicenow-password' };

/**
 * @typedef {object} ServiceNow
 * @property {string} url
 * @property {Record<string, string>[]} records - of the table incident
 * @property {{ sysId: string, fileName: string, type: string, content: Buffer }[]} attachments
 * @property {() => { method: string, path: string }[]} calls - all so far
 * @property {() => Promise<void>} stop
 */

/** @returns {Promise<ServiceNow>} */
export async function startServiceNow() {
	/** @type {Record<string, string>[]} */
	const records = [];
	/** @type {ServiceNow['attachments']} */
	const attachments = [];
	const table = '/api/now/table/incident';
	const service = await startService(({ method, path, query, headers, body }) => {
		if (basicOf(headers) !== `${SERVICENOW_LOGIN.user}:${SERVICENOW_LOGIN.password}`) {
			return { status: 401, json: { error: { message: 'User Not Authenticated' } } };
		}
		const bySysId = (/** @type {string | null | undefined} */ id) =>
			records.find(({ sys_id: sysId }) => sysId === id);
		const missing = { status: 404, json: { error: { message: 'No Record found' } } };
		if (method === 'POST' && path === '/api/now/attachment/file') {
			const record = bySysId(query.get('table_sys_id'));
			const fileName = query.get('file_name');
			if (!record || query.get('table_name') !== 'incident' || !fileName) return missing;
			const type = headers['content-type'] ?? '';
			const sysId = String(record.sys_id);
			attachments.push({ sysId, fileName, type, content: body });
			const result = {
				...{ sys_id: `att${attachments.length}`, table_name: 'incident', table_sys_id: sysId },
				...{ file_name: fileName, content_type: type, size_bytes: String(body.length) },
			};
			return { status: 201, json: { result } };
		}
		if (method === 'GET' && path === table) {
			const [key, value] = (query.get('sysparm_query') ?? '').split('=');
			return { status: 200, json: { result: records.filter((record) => record[key] === value) } };
		}
		const json = JSON.parse(body.toString());
		if (method === 'POST' && path === table) {
			const number = String(records.length + 1).padStart(7, '0');
			const record = { state: '1', ...json, number: `INC${number}`, sys_id: `9d385017c6${number}` };
			records.push(record);
			return { status: 201, json: { result: record } };
		}
		const record = bySysId(path.slice(table.length + 1));
		if (!record || method !== 'PATCH') return missing;
		Object.assign(record, json);
		return { status: 200, json: { result: record } };
	});
	return {
		url: service.url,
		records,
		attachments,
		calls: () => service.got.map(({ method, path }) => ({ method, path })),
		stop: service.stop,
	};
}
