/** Stored alerts for tests, whichever engine keeps them: a world that is new for each test, and short words for what is asked of it. */
import type { AlertProfile, ProfileDraft } from '../../../server/detection/profile';
import type { Alert, AlertSearchRequest } from '../../../server/detection/store';
import { type AlertWorld, openAlerts } from '../../support/stores';
import { tempFolder } from '../../support/temp';
import { draft } from './support';

export const T = 1_700_000_000_000;
export const HOUR = 3_600_000;

let directory: string;
/** What the test at hand has. */
export let world: AlertWorld;

beforeEach(async () => {
	directory = tempFolder();
	world = await openAlerts(directory);
});

afterEach(() => world.close());

/** Adds a profile; answers its id. */
export async function profile(
	rule: AlertProfile['rule'],
	more: Partial<ProfileDraft> = {},
): Promise<number> {
	return (await world.alerts.createProfile(draft(rule, more))).id;
}

/** All alerts in the order in which they were raised. */
export function alerts(): Promise<Alert[]> {
	return world.alerts.after(0, 100_000);
}

export const ALL = { from: 0, to: 8e12, limit: 1_000, form: 'server', withTotal: true } as const;

/** A page: the ids of its alerts and what else it says. */
export async function page(request: Partial<AlertSearchRequest> & { readonly query: string }) {
	const { hits, ...rest } = await world.alerts.search({ ...ALL, ...request });
	const found = JSON.parse(`[${new TextDecoder().decode(hits)}]`) as { ALERT_ID: number }[];
	return { ids: found.map(({ ALERT_ID }) => ALERT_ID), found, ...rest };
}

/** Ids that a query finds, newest first. */
export async function find(query: string): Promise<number[]> {
	const { ids, total } = await page({ query });
	expect(total).toBe(ids.length);
	return ids;
}

/** Closes everything and opens it again. */
export async function restart(): Promise<void> {
	await world.close();
	world = await openAlerts(directory);
}
