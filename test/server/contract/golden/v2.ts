/** Golden fixtures of V2: every request and answer that the vendor's V2 pages show. */
import type { Golden } from './golden';

const V2 = 'https://www.manageengine.com/eu/products/eventlog/api/v2';

const WINDOW = { start_time: '2026-01-31T00:00:00+05:30', end_time: '2026-01-31T23:59:59Z' };

export const v2Goldens: readonly Golden[] = [
	{
		id: 'v2.search.run',
		source: `${V2}/search`,
		shows: 'every parameter of the table save the cursor; the answer is observed',
		body: {
			query: 'IENAME = "Failed logon"',
			...WINDOW,
			log_source_ids: [7, '408'],
			log_types: ['Windows', 'Unix'],
			log_source_group_ids: [1],
			response_type: 'client',
		},
		answer: {
			data: { hits: [{ Device: 'gate7', 'Event ID': 4625 }] },
			meta: { cursor: 'Q3Vyc29yLW9mLW91ci1vd24=', total_items: 81, items_in_current_page: 1 },
		},
	},
	{
		id: 'v2.search.run',
		source: `${V2}/search`,
		shows: 'the next page by its cursor alone',
		body: { cursor: 'Q3Vyc29yLW9mLW91ci1vd24=' },
	},
	{
		id: 'v2.search.run',
		source: 'observed: a client of Log360 Cloud',
		shows: 'an empty query, which means everything',
		body: { query: '', ...WINDOW, response_type: 'client' },
	},
	{
		id: 'v2.search.run',
		source: `${V2}/search`,
		shows: 'the earliest time there is',
		body: { query: '*', start_time: '1970-01-01T00:00:00Z', end_time: '2026-01-31T00:00:00Z' },
	},
	{
		id: 'v2.search.start',
		source: `${V2}/search`,
		shows: 'the job id within data',
		body: { query: '*', ...WINDOW },
		answer: { data: { request_id: 'BZXUfDc1xQI6fXvP6kLD' } },
	},
	{
		id: 'v2.jobs.list',
		source: `${V2}/jobs`,
		shows:
			'stage and running_time_millis at data.jobs.requests; the sample is cut off after total_h',
		query: { request_id: 'BZXUfDc1xQI6fXvP6kLD' },
		answer: {
			data: {
				jobs: {
					requests: [
						{
							running_time_millis: 1500,
							hits_done: 20,
							stage: 'SUCCESS',
							total_hits: 0,
							request_id: 'BZXUfDc1xQI6fXvP6kLD',
							total_pages: 1,
							submitted_at: '2026-01-31T00:00:00.000Z',
							started_at: '2026-01-31T00:00:00.001Z',
							last_synced_time: '2026-01-31T00:00:01.501Z',
						},
					],
				},
			},
		},
	},
	{
		id: 'v2.alerts.run',
		source: `${V2}/alerts`,
		shows: 'every parameter of the table save the cursor',
		body: {
			query: 'EVENTID = 4740',
			...WINDOW,
			status: 'in_progress',
			severity: 'attention',
			profile_ids: [1002],
			response_type: 'server',
		},
	},
	{
		id: 'v2.alerts.run',
		source: `${V2}/alerts`,
		shows: 'the next page by its cursor alone',
		body: { cursor: 'Q3Vyc29yLW9mLW91ci1vd24=' },
	},
	{
		id: 'v2.incidents.get',
		source: 'https://www.manageengine.com/in/products/eventlog/api/v2/incident',
		shows: 'an id beyond 2^31, and actors as objects of one key; the other keys are observed',
		params: { incident_id: '3000000554321' },
		query: { response_type: 'client' },
		answer: {
			data: {
				actors: [{ entity: ['build-agent'] }, { suspect: ['build-agent\\nworker'] }],
				incident_id: 3000000554321,
				name: 'Odd logons',
				description: '',
				severity: 'Trouble',
				status: 'In progress',
				created_by: 'admin',
				created_time: '2026-01-31T00:00:00.000Z',
				updated_time: '2026-01-31T00:00:00.000Z',
				source: 'report',
				notes: [],
				evidence: [],
				activity: [],
			},
		},
	},
	{
		id: 'v2.logSources.addWindows',
		source: `${V2}/logsources`,
		shows: 'the agent of each source',
		body: { log_sources: [{ log_source: 'gate9', domain_name: 'PLANT', agent_id: 4 }] },
	},
	{
		id: 'v2.logSources.addWindows',
		source: `${V2}/logsources`,
		shows: 'one agent for the request, the other reading of the page',
		body: { log_sources: [{ log_source: 'gate9', domain_name: 'PLANT' }], agent_id: 4 },
	},
	{
		id: 'v2.logFields.list',
		source: 'https://www.manageengine.com/au/products/eventlog/api/v2/metadata/',
		shows: 'no parameters',
		query: {},
	},
	{
		id: 'v2.reports.profiles',
		source: 'https://www.manageengine.com/cloud-siem/api/v2/reports',
		shows: 'every argument of the page',
		body: {
			module_name: ['Windows'],
			category_name: ['Logon'],
			group_name: ['Failures'],
			report_id: [101],
			from: 1,
			limit: 1000,
		},
	},
];
