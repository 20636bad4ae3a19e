/** Raises what a batch of stored events raises, by the definition of decision 5, in the transaction that ends the batch. */
import {
	type AlertProfile,
	clusterOf,
	findCompletions,
	type MatchCluster,
	needsMemory,
	type NewAlert,
	slotOf,
	type StepMatch,
	type WindowRule,
} from '../../../detection';
import type { Sql } from '../data/driver';
import { NearMatches, remember } from './matches';
import { addEvents, alertsOfSlots, insertAlerts, type SlotAlert } from './table';

/** An event that matches a step of a profile. */
export interface ArrivedMatch extends StepMatch {
	readonly profile: AlertProfile;
	/** Group key, see `groupKey`; empty without one. */
	readonly group: string;
}

/** What raising needs to know. */
export interface Raising {
	/** When, epoch ms. */
	readonly raisedAt: number;
	/** The stored documents of events by id, of this batch and of earlier ones; what is gone is left out. */
	documents(ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
}

/** The first number of the locks of groups; the second is of profile and group. */
const GROUP_LOCK = 3_600_003;

/**
 * Raises the alerts of matches that are new: the caller sees to it that each event comes once, as `IngestIntents.end` does.
 *
 * Groups are decided by one server at a time, so that alerts do not depend on who stores which events when.
 *
 * @returns how many alerts were raised
 */
export async function raiseAlerts(
	sql: Sql,
	matches: readonly ArrivedMatch[],
	raising: Raising,
): Promise<number> {
	const clusters = new Map<string, MatchCluster>();
	const found: Omit<NewAlert, 'document'>[] = [];
	for (const { profile, group, ...match } of matches) {
		const { raisedAt } = raising;
		const { time, event } = match;
		if (profile.rule.within !== undefined) {
			clusterOf(clusters, profile as MatchCluster['profile'], group).arrived.push(match);
		} else {
			found.push({
				...{ profile, group, slot: null, time, event, raisedAt },
				...{ events: 1, evidence: [event] },
			});
		}
	}
	// In one order everywhere, so that servers do not wait for each other crosswise.
	for (const key of [...clusters.keys()].sort())
		await sql.run('SELECT pg_advisory_xact_lock($1, hashtext($2))', [GROUP_LOCK, key]);
	for (const key of [...clusters.keys()].sort())
		found.push(...(await decide(sql, clusters.get(key) as MatchCluster, raising)));
	const documents = await raising.documents([...new Set(found.map(({ event }) => event))]);
	const alerts = found.flatMap((alert) => {
		const document = documents.get(alert.event);
		return document === undefined ? [] : [{ ...alert, document }];
	});
	await insertAlerts(sql, alerts);
	return alerts.length;
}

/** Decides about one group whose lock is held; answers the alerts to insert. */
async function decide(
	sql: Sql,
	{ profile, group, arrived }: MatchCluster,
	{ raisedAt }: Raising,
): Promise<Omit<NewAlert, 'document'>[]> {
	const { rule } = profile;
	const { within } = rule;
	const first = arrived.reduce((least, { time }) => Math.min(least, time), Infinity);
	const last = arrived.reduce((most, { time }) => Math.max(most, time), -Infinity);
	if (needsMemory(rule)) await remember(sql, { id: profile.id, within }, group, arrived);
	// Completions lie up to a window after the last arrival, their windows and stretches up to one further on each side.
	const near = needsMemory(rule)
		? await NearMatches.read(sql, profile.id, group, first - 2 * within, last + 2 * within)
		: new NearMatches([]);
	const slots = await SlotAlerts.read(sql, profile, group, first, last);
	await slots.addArrived(sql, arrived);
	const completions = findCompletions(rule, arrived, near, (slot) => slots.has(slot)).sort(
		(one, other) => one.slot - other.slot,
	);
	const found: Omit<NewAlert, 'document'>[] = [];
	for (const { slot, time, event, evidence } of completions) {
		// The events of the slot, and those in the window before, unless they belong to the alert of the slot before.
		const from = slots.has(slot - 1) ? slot * within : time - within;
		const end = (slot + 1) * within - 1;
		const events = needsMemory(rule)
			? near.count(from, end)
			: arrived.filter((match) => slotOf(match.time, within) === slot).length;
		await slots.takeFromNext(sql, slot, near);
		found.push({ profile, group, slot, time, event, events, evidence, raisedAt });
		slots.raised(slot, time);
	}
	return found;
}

/** The alerts of a group around the events that arrived, with those that are about to be raised. */
class SlotAlerts {
	private readonly bySlot = new Map<
		number,
		SlotAlert | { readonly id: null; readonly time: number }
	>();

	private constructor(private readonly rule: WindowRule) {}

	static async read(
		sql: Sql,
		{ id, rule }: MatchCluster['profile'],
		group: string,
		first: number,
		last: number,
	): Promise<SlotAlerts> {
		const slots = new SlotAlerts(rule);
		const { within } = rule;
		const [from, to] = [slotOf(first, within) - 1, slotOf(last + within, within) + 1];
		for (const alert of await alertsOfSlots(sql, id, group, from, to))
			slots.bySlot.set(alert.slot, alert);
		return slots;
	}

	has(slot: number): boolean {
		return this.bySlot.has(slot);
	}

	/** Is inserted when all groups are decided. */
	raised(slot: number, time: number): void {
		this.bySlot.set(slot, { id: null, time });
	}

	/** Counts events for the alerts that their slots already have, or the next ones, whose windows reach back. */
	async addArrived(sql: Sql, arrived: readonly StepMatch[]): Promise<void> {
		const { within } = this.rule;
		const added = new Map<number, number>();
		for (const { time } of arrived) {
			const slot = slotOf(time, within);
			const own = this.bySlot.get(slot);
			const next =
				own === undefined && needsMemory(this.rule) ? this.bySlot.get(slot + 1) : undefined;
			const alert = own ?? (next !== undefined && time >= next.time - within ? next : undefined);
			if (alert != null && alert.id !== null) added.set(alert.id, (added.get(alert.id) ?? 0) + 1);
		}
		for (const [id, count] of added) await addEvents(sql, id, count);
	}

	/** An alert that is raised late takes the events of its slot from the alert of the next one. */
	async takeFromNext(sql: Sql, slot: number, near: NearMatches): Promise<void> {
		const { within } = this.rule;
		const next = needsMemory(this.rule) ? this.bySlot.get(slot + 1) : undefined;
		if (next === undefined || next.id === null) return;
		const taken = near.count(next.time - within, (slot + 1) * within - 1);
		if (taken > 0) await addEvents(sql, next.id, -taken);
	}
}
