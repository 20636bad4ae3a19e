/** V2 alerts and alert profiles; alerts answer in the envelope of V2's search. */
import { type AlertProfile, type AlertService, profileType } from '../../detection';
import type { Severity, Status, TimeField } from '../../contract';
import { parseQuery } from '../../logs/query';
import type { HitJobs, PagedSearch } from '../../logs/search';
import { callbackOf } from '../callback';
import type { Handler } from '../endpoint';
import type { AlertStart } from '../v1/alerts';
import { v2List } from './list';
import { abortedWithCaller } from '../hang-up';
import { v2Page } from './page';

/** What V2's alerts need. */
export interface V2AlertOptions {
	readonly search: PagedSearch<AlertStart>;
	readonly alerts: AlertService;
	readonly jobs: HitJobs;
}

/** The body of a V2 alert search without a cursor; the contract made sure that query and times are there. */
interface V2AlertBody {
	readonly query?: string | undefined;
	readonly start_time?: number | undefined;
	readonly end_time?: number | undefined;
	readonly status?: Status | undefined;
	readonly severity?: Severity | undefined;
	readonly profile_ids?: readonly number[] | undefined;
	readonly response_type?: 'server' | 'client' | undefined;
	readonly time_field?: TimeField | undefined;
}

/** `POST /api/v2/alerts`, its asynchronous twin (path assumed), and the profiles. Source: the V2 alerts page. */
export function v2Alerts({ search, alerts, jobs }: V2AlertOptions): {
	'v2.alerts.run': Handler<'v2.alerts.run'>;
	'v2.alerts.start': Handler<'v2.alerts.start'>;
	'v2.alertProfiles.list': Handler<'v2.alertProfiles.list'>;
	'v2.alertProfiles.get': Handler<'v2.alertProfiles.get'>;
} {
	return {
		'v2.alerts.run': async ({ body, token, ctx }) => {
			const gone = abortedWithCaller(ctx);
			const page =
				body.cursor === undefined
					? await search.first(token.id, await startOf(alerts, body), gone)
					: await search.next(token.id, body.cursor, gone);
			return v2Page(page);
		},
		'v2.alerts.start': async ({ body, token, ctx }) => {
			parseQuery(body.query);
			const { form, ...filter } = await startOf(alerts, body);
			return {
				data: { request_id: await jobs.start('alerts', token.id, filter, form, callbackOf(ctx)) },
			};
		},
		'v2.alertProfiles.list': async ({ query }) =>
			v2List('profiles', await alerts.profiles(), query, profileRow),
		'v2.alertProfiles.get': async ({ params }) => ({
			data: profileRow(await alerts.profile(params.profile_id)),
		}),
	};
}

/** What a body asks for. @throws UnknownProfileError */
export async function startOf(alerts: AlertService, body: V2AlertBody): Promise<AlertStart> {
	return {
		query: body.query ?? '*',
		from: body.start_time ?? 0,
		to: body.end_time ?? 0,
		profiles: await alerts.resolve(body.profile_ids),
		severities: body.severity === undefined ? undefined : [body.severity],
		statuses: body.status === undefined ? undefined : [body.status],
		form: body.response_type ?? 'server',
		...(body.time_field === 'raised_time' ? { timeField: 'raised' as const } : {}),
	};
}

/** A profile as V2 answers it (keys assumed). */
function profileRow(profile: AlertProfile) {
	return {
		profile_id: profile.id,
		profile_name: profile.name,
		description: profile.description,
		type: profileType(profile),
		severity: profile.severity,
		status: profile.enabled ? ('enabled' as const) : ('disabled' as const),
		notifications: profile.notifications.map(({ channel }) => channel),
	};
}
