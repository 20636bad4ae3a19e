/** ServiceDesk Plus: the V3 API, whose calls carry their JSON in a form field. */
import type { Incident } from '../../incidents';
import { correlationOf, dig, ticketText, type ToolValues } from '../tool';
import { oneLine, restTool } from './rest-tool';

const REQUESTS = '/api/v3/requests';

export const serviceDeskPlus = restTool({
	unusable: 'ServiceDesk Plus created a request, but its answer has no id',
	// The installed product takes a technician's key; the cloud, which has no such keys, an OAuth access token.
	headers: ({ secrets: { token, oauthToken } }) => ({
		accept: 'application/vnd.manageengine.sdp.v3+json',
		...(token === undefined ? {} : { authtoken: token }),
		...(oauthToken === undefined ? {} : { authorization: `Zoho-oauthtoken ${oauthToken}` }),
	}),
	search: (incident) => {
		const search_criteria = {
			...{ field: 'subject', condition: 'contains', value: correlationOf(incident) },
		};
		const input_data = JSON.stringify({ list_info: { row_count: 1, search_criteria } });
		return { method: 'GET', path: REQUESTS, query: { input_data } };
	},
	found: (answer) => dig(answer, 'requests', 0),
	create: (incident, values, { settings: { requester } }) => ({
		method: 'POST',
		path: REQUESTS,
		form: formOf({
			subject: subjectOf(incident),
			description: htmlOf(ticketText(incident)),
			...(requester === undefined ? {} : { requester: { name: requester } }),
			...fieldsOf(values),
		}),
	}),
	created: (answer) => dig(answer, 'request'),
	change: ({ id }, values) => ({
		method: 'PUT',
		path: `${REQUESTS}/${encodeURIComponent(id)}`,
		form: formOf(fieldsOf(values)),
	}),
	probe: {
		request: {
			...{ method: 'GET', path: REQUESTS },
			query: { input_data: JSON.stringify({ list_info: { row_count: 1 } }) },
		},
		words: () => 'Requests can be read',
	},
	ids: (record) => [dig(record, 'id'), dig(record, 'display_id')],
});

function formOf(request: object): Record<string, string> {
	return { input_data: JSON.stringify({ request }) };
}

/** The subject is the one field that every edition can search by; it holds 250 characters. */
function subjectOf(incident: Incident): string {
	const mark = ` [${correlationOf(incident)}]`;
	return oneLine(incident.name, 250 - mark.length) + mark;
}

function htmlOf(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');
}

function fieldsOf({ status, severity }: ToolValues) {
	return {
		...(status === null ? {} : { status: { name: status } }),
		...(severity === null ? {} : { priority: { name: severity } }),
	};
}
