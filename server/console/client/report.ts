/** A report as the server gives it, what it counts in words, and the form that makes one. */
import { call } from './api.js';
import { openDialog } from './dialog.js';
import { areaField, choiceField, makeForm, textField } from './forms.js';

/** How the events of a report are counted. */
export interface ReportAggregate {
	readonly interval?: string;
	readonly group_by?: readonly string[];
	readonly limit?: number;
	readonly distinct?: string;
}

/** A report. */
export interface Report {
	readonly report_id: number;
	readonly report_name: string;
	readonly description: string;
	readonly module_name: string;
	readonly category_name: string;
	readonly group_name: string;
	readonly query: string;
	readonly aggregate?: ReportAggregate;
	readonly custom: boolean;
}

/** `by USERNAME, with distinct REMOTEIP`, `by time`. */
export function countsText({ aggregate = {} }: Pick<Report, 'aggregate'>): string {
	const { group_by: fields, interval = 'auto', distinct } = aggregate;
	const width = interval === 'auto' ? '' : `, ${interval} each`;
	const by = fields === undefined ? `by time${width}` : `by ${fields.join(' and ')}`;
	return distinct === undefined ? by : `${by}, with distinct ${distinct}`;
}

/** Asks for a new report. @param made called with its id */
export function askReport(made: (id: number) => void): void {
	const form = makeForm(
		{
			label: 'New report',
			action: 'Create',
			cancel: () => close(),
			submit: async (values) => {
				const { name = '', description = '', query = '' } = values;
				const { data } = await call<{ data: Report }>('POST', '/v2/report/custom', {
					...{ report_name: name.trim(), description, query },
					aggregate: aggregateOf(values),
				});
				close();
				made(data.report_id);
			},
		},
		textField('Name', 'name', { required: true }),
		textField('Description', 'description'),
		areaField('Query', 'query', {
			...{ value: '*', required: true, class: 'mono' },
			placeholder: 'EVENTID = 4625',
			attributes: { rows: 2 },
		}),
		textField('Fields', 'fields', {
			placeholder: 'USERNAME',
			help: 'One or two fields, with a comma between them: counted are their most frequent values. Left empty, events are counted by time.',
		}),
		textField('Interval', 'interval', {
			value: 'auto',
			help: 'Width of a column by time: auto, or such as 15m, 1h or 1d.',
		}),
		choiceField('Most values', 'limit', ['10', '20', '50', '100', '1000'], { value: '20' }),
		textField('Distinct', 'distinct', {
			placeholder: 'REMOTEIP',
			help: 'A field whose distinct values are counted as well; may be empty.',
		}),
	);
	const close = openDialog('New report', form);
}

function aggregateOf(values: Readonly<Record<string, string>>): ReportAggregate {
	const fields = (values['fields'] ?? '')
		.split(',')
		.map((field) => field.trim())
		.filter((field) => field !== '');
	const distinct = (values['distinct'] ?? '').trim();
	return {
		...(fields.length === 0
			? { interval: (values['interval'] ?? '').trim() || 'auto' }
			: { group_by: fields, limit: Number(values['limit']) }),
		...(distinct === '' ? {} : { distinct }),
	};
}
