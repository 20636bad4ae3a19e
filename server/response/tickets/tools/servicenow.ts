/** ServiceNow: the Table API on `incident`; severity is its urgency and impact. */
import { correlationOf, dig, ticketText, type ToolValues } from '../tool';
import { basicAuthorization, oneLine, restTool } from './rest-tool';

const TABLE = '/api/now/table/incident';

/** States that ServiceNow lets nobody reach without saying how it was solved. */
const RESOLVED = new Set(['6', '7']);

export const serviceNow = restTool({
	unusable: 'ServiceNow created an incident, but its answer has no number',
	headers: ({ settings, secrets }) => ({
		authorization: basicAuthorization(settings['user'], secrets['password']),
	}),
	search: (incident) => ({
		method: 'GET',
		path: TABLE,
		query: {
			sysparm_query: `correlation_id=${correlationOf(incident)}`,
			sysparm_fields: 'sys_id,number',
			sysparm_limit: '1',
		},
	}),
	found: (answer) => dig(answer, 'result', 0),
	create: (incident, values) => ({
		method: 'POST',
		path: TABLE,
		json: {
			// The field holds 160 characters.
			short_description: oneLine(incident.name, 160),
			description: ticketText(incident),
			correlation_id: correlationOf(incident),
			correlation_display: 'Log360',
			...fieldsOf(values),
		},
	}),
	created: (answer) => dig(answer, 'result'),
	// Records are named by sys_id, people and the tool's own calls name them by number.
	change: ({ id, alias }, values) => ({
		method: 'PATCH',
		path: `${TABLE}/${encodeURIComponent(alias ?? id)}`,
		json: fieldsOf(values),
	}),
	probe: {
		request: {
			...{ method: 'GET', path: TABLE },
			query: { sysparm_fields: 'number', sysparm_limit: '1' },
		},
		words: () => 'The incident table can be read',
	},
	ids: (record) => [dig(record, 'number'), dig(record, 'sys_id')],
});

function fieldsOf({ status, severity }: ToolValues) {
	return {
		...(status === null ? {} : { state: status }),
		...(status !== null && RESOLVED.has(status)
			? { close_code: 'Solution provided', close_notes: 'The Log360 incident was closed.' }
			: {}),
		...(severity === null ? {} : { urgency: severity, impact: severity }),
	};
}
