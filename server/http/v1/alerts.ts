/** V1 alerts and alert profiles; alerts answer in the envelopes of V1's search. */
import {
	type AlertFilter,
	type AlertProfile,
	type AlertSearchRequest,
	type AlertService,
	profileType,
} from '../../detection';
import type { Severity, Status } from '../../contract';
import type { Clock } from '../../platform';
import type { NameForm } from '../../logs/store';
import { parseQuery } from '../../logs/query';
import type { HitJobs, PagedSearch } from '../../logs/search';
import { callbackOf } from '../callback';
import type { Handler } from '../endpoint';
import { abortedWithCaller } from '../hang-up';
import { type V1Envelope, v1Page } from './page';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A search of alerts that names the form of its hits. */
export type AlertStart = AlertFilter & {
	readonly form: NameForm;
	readonly timeField?: AlertSearchRequest['timeField'];
};

/** What V1's alerts need. */
export interface V1AlertOptions {
	readonly search: PagedSearch<AlertStart>;
	readonly alerts: AlertService;
	readonly clock: Clock;
	readonly jobs: HitJobs;
	/** See `V1SearchOptions`. */
	readonly envelope: V1Envelope;
	readonly form: NameForm;
}

interface V1AlertBody {
	readonly query: string;
	readonly alert_profiles?: readonly (string | number)[] | undefined;
	readonly severity?: readonly Severity[] | undefined;
	readonly status?: readonly Status[] | undefined;
	readonly from?: number | undefined;
	readonly to?: number | undefined;
}

/** `POST /RestAPI/v1/alerts`, its asynchronous twin, and the profiles. Sources: the vendor's alert pages. */
export function v1Alerts(options: V1AlertOptions): {
	'v1.alerts.run': Handler<'v1.alerts.run'>;
	'v1.alerts.start': Handler<'v1.alerts.start'>;
	'v1.alertProfiles.list': Handler<'v1.alertProfiles.list'>;
} {
	const { search, jobs, envelope, form } = options;
	return {
		'v1.alerts.run': async ({ body, token, ctx }) => {
			const gone = abortedWithCaller(ctx);
			const page =
				body.cursor === undefined
					? await search.first(token.id, { ...(await filterOf(options, body)), form }, gone)
					: await search.next(token.id, body.cursor, gone);
			return v1Page(page, envelope);
		},
		'v1.alerts.start': async ({ body, token, ctx }) => {
			parseQuery(body.query);
			const filter = await filterOf(options, body);
			return { request_id: await jobs.start('alerts', token.id, filter, form, callbackOf(ctx)) };
		},
		'v1.alertProfiles.list': v1AlertProfiles(options.alerts),
	};
}

/** An absent or empty list filters nothing; missing times mean the last 24 hours (documented). */
async function filterOf(
	{ alerts, clock }: V1AlertOptions,
	body: V1AlertBody,
): Promise<AlertFilter> {
	const now = clock.now();
	return {
		query: body.query,
		from: body.from ?? now - DAY_MS,
		to: body.to ?? now,
		profiles: await alerts.resolve(body.alert_profiles),
		severities: filled(body.severity),
		statuses: filled(body.status),
	};
}

/** `POST /RestAPI/v1/meta/alert_profiles`: correlation profiles stand apart (documented). */
function v1AlertProfiles(alerts: AlertService): Handler<'v1.alertProfiles.list'> {
	return async ({ body }) => {
		const types = filled(body.type);
		const severities = filled(body.severity);
		const states = filled(body.status);
		const rows = (await alerts.profiles())
			.map((profile) => ({ profile, row: profileRow(profile) }))
			.filter(({ row }) => types === undefined || types.includes(row.Type))
			.filter(({ profile }) => severities === undefined || severities.includes(profile.severity))
			.filter(({ row }) => states === undefined || states.includes(row.Status))
			.map(({ row }) => row);
		return {
			'Number of Records': rows.length,
			'Profile Based Alerts': rows.filter((row) => row.Type !== 'Correlation'),
			'Correlation Alert Profiles': rows.filter((row) => row.Type === 'Correlation'),
		};
	};
}

const TYPE_WORDS = {
	predefined: 'Predefined',
	custom: 'Custom',
	correlation: 'Correlation',
} as const;
const SEVERITY_WORDS = {
	critical: 'Critical',
	trouble: 'Trouble',
	attention: 'Attention',
} as const;
/** Only "Email" is observed. */
const CHANNEL_WORDS = { email: 'Email', sms: 'SMS', webhook: 'Webhook' } as const;

function profileRow(profile: AlertProfile) {
	return {
		'Alert Id': profile.id,
		'Alert Profile Name': profile.name,
		Type: TYPE_WORDS[profileType(profile)],
		Severity: SEVERITY_WORDS[profile.severity],
		Status: profile.enabled ? ('Enabled' as const) : ('Disabled' as const),
		Notifications: profile.notifications.map(({ channel }) => CHANNEL_WORDS[channel]),
	};
}

function filled<T>(list: readonly T[] | undefined): readonly T[] | undefined {
	return list === undefined || list.length === 0 ? undefined : list;
}
