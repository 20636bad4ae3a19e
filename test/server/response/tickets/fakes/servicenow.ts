/** ServiceNow: the Table API on incident. */
import { basic, FakeServer, type Got, type Reply } from './fake-server';

/** A table of incidents; state and urgency come back as text, as the Table API gives them. */
export class FakeServiceNow extends FakeServer {
	readonly records: Record<string, string>[] = [];

	protected answer({ method, path, query, headers, body }: Got): Reply {
		if (basic(headers) !== 'bot:password-1')
			return { status: 401, json: { error: { message: 'User Not Authenticated' } } };
		const table = '/api/now/table/incident';
		if (method === 'GET' && path === table) {
			const [key = '', value] = (query.get('sysparm_query') ?? '').split('=');
			return {
				status: 200,
				json: { result: this.records.filter((record) => record[key] === value) },
			};
		}
		const json = JSON.parse(body) as Record<string, string>;
		if (method === 'POST' && path === table) {
			const number = String(this.records.length + 1).padStart(7, '0');
			const record = { state: '1', ...json, number: `INC${number}`, sys_id: `a1b2c3${number}` };
			this.records.push(record);
			return { status: 201, json: { result: record } };
		}
		const record = this.records.find(({ sys_id }) => path === `${table}/${sys_id}`);
		if (record === undefined || method !== 'PATCH')
			return { status: 404, json: { error: { message: 'No Record found' } } };
		if (json['state'] === '6' && !(json['close_code'] && json['close_notes'])) {
			return {
				status: 403,
				json: { error: { message: 'Data Policy Exception: close code is mandatory' } },
			};
		}
		Object.assign(record, json);
		return { status: 200, json: { result: record } };
	}
}
