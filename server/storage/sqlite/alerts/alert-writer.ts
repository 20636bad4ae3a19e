/** Raises the alerts of a batch in the transaction that stores its events, and makes all other changes to alerts and profiles. */
import { bytesAt, textAt } from '../../../logs/terms';
import type { PreparedBatch, ProfileMatches } from '../../../logs/store';
import type { EventFields } from '../../../logs/query';
import {
	type AlertProfile,
	clusterOf,
	findCompletions,
	type MatchCluster,
	type ImportedDraft,
	needsMemory,
	type ProfileDraft,
	ProfileMatcher,
	type ProfileSet,
	slotOf,
	revise,
	type StepMatch,
	type AlertRevision,
	type AlertState,
	type RevisedAlerts,
	weightOf,
} from '../../../detection';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type AlertReference, AlertTable } from './alert-table';
import type { DocumentRow, PackedDocuments } from '../events/documents/packed-documents';
import { MatchLog } from './match-log';
import { ProfileTable } from './profile-table';
import { transaction } from '../data/transaction';
import { systemClock } from '../../../platform';

/** Known slots that are remembered, so that an attack does not look up its alert for each event. */
const MAX_KNOWN_SLOTS = 20_000;

/** The writing side of alerts; shares the connection of the event writer. */
export class AlertWriter {
	private readonly alerts: AlertTable;
	private readonly log: MatchLog;
	private readonly profiles: ProfileTable;
	private readonly selectDocument: StatementSync;
	private readonly slots = new Map<string, AlertReference | null>();
	private enabled = new Map<number, AlertProfile>();
	private matcher: ProfileMatcher | undefined;
	private version = 0;
	/** When the alerts of the batch at hand are raised, epoch ms. */
	private raisedAt = 0;

	/** @param documents reads the documents of stored events */
	constructor(
		private readonly database: DatabaseSync,
		private readonly documents: PackedDocuments,
	) {
		this.alerts = new AlertTable(database);
		this.log = new MatchLog(database);
		this.profiles = new ProfileTable(database);
		this.selectDocument = database.prepare('SELECT doc, packed FROM event WHERE id = ?');
		transaction(database, () => this.profiles.seed());
		this.profilesChanged();
	}

	/** Number of the last alert in the order in which they were raised. */
	get last(): number {
		return this.alerts.last;
	}

	/** The enabled profiles, for those who match events ahead of the writer. */
	profileSet(): ProfileSet {
		return { version: this.version, profiles: [...this.enabled.values()] };
	}

	/**
	 * Raises what a batch raises; call inside the transaction that stores it.
	 *
	 * @param ids the events' ids, 0 for events that were not stored
	 */
	raise(batch: PreparedBatch, ids: Float64Array): void {
		const matches = this.matchesOf(batch);
		this.raisedAt = batch.arrivedAt ?? systemClock.now();
		const clusters = new Map<string, MatchCluster>();
		for (let index = 0; index < matches.events.length; index++) {
			const at = matches.events[index] as number;
			const event = ids[at] as number;
			const profile = this.enabled.get(matches.profiles[index] as number);
			if (event === 0 || profile === undefined) continue;
			const time = Math.floor(batch.times[at] as number);
			const group = matches.groups[index] as string;
			if (profile.rule.within === undefined) {
				const document = textAt(batch.documents, at);
				const { raisedAt } = this;
				const whole = { slot: null, events: 1, evidence: [event], raisedAt };
				this.alerts.insert({ profile, group, time, event, document, ...whole });
			} else {
				const weight = weightOf(bytesAt(batch.documents, at));
				const value = matches.values[index] as string;
				const match = { time, event, step: matches.steps[index] as number, weight, value };
				clusterOf(clusters, profile as MatchCluster['profile'], group).arrived.push(match);
			}
		}
		for (const cluster of clusters.values()) this.evaluate(cluster);
	}

	/** Forgets everything that a rollback undid. */
	reset(): void {
		this.alerts.reset();
		this.log.reset();
		this.slots.clear();
	}

	/** Events of a range of ids were removed: no rule counts them any more. Alerts that they raised stay. */
	forgetEvents(low: number, high: number): void {
		this.log.forgetEvents(low, high);
	}

	/** Adds a custom profile. @throws InvalidProfileError */
	createProfile(draft: ProfileDraft): AlertProfile {
		return this.changingProfiles(() => this.profiles.create(draft));
	}

	/** Stores imported profiles, see `AlertStore.importProfiles`. A changed rule starts without memory. */
	importProfiles(drafts: readonly ProfileDraft[]): ImportedDraft[] {
		return this.changingProfiles(() =>
			this.profiles.importAll(drafts, (profile) => this.log.forget(profile)),
		);
	}

	/** Changes a profile. A changed rule starts without memory. @throws InvalidProfileError, NoSuchProfileError */
	updateProfile(id: number, change: Partial<ProfileDraft>): AlertProfile {
		return this.changingProfiles(() => {
			if (change.rule !== undefined || change.enabled === false) this.log.forget(id);
			return this.profiles.update(id, change);
		});
	}

	/** Removes a custom profile; its alerts stay. @throws InvalidProfileError, NoSuchProfileError */
	deleteProfile(id: number): void {
		this.changingProfiles(() => {
			this.log.forget(id);
			this.profiles.delete(id);
		});
	}

	/** See `AlertStore.revise`. */
	revise(change: AlertRevision): RevisedAlerts {
		return transaction(this.database, () => {
			const distinct = [...new Set(change.ids)];
			const unknown = distinct.find((id) => this.alerts.state(id) === undefined);
			if (unknown !== undefined) return { unknown };
			const record = this.database.prepare(
				'INSERT INTO alert_history (alert, at, actor, field, was, became, note) VALUES (?, ?, ?, ?, ?, ?, ?)',
			);
			const changed = distinct.filter((id) => {
				const { isChanged, lines } = revise(this.alerts.state(id) as AlertState, change);
				if (isChanged) this.alerts.revise(id, change);
				for (const { at, actor, field, was, became, note } of lines)
					record.run(id, at, actor, field, was, became, note);
				return lines.length > 0;
			});
			return { changed };
		});
	}

	/** Remembers up to which alert a consumer has got. */
	setPosition(consumer: string, seq: number): void {
		this.database
			.prepare(
				'INSERT INTO alert_consumer (name, seq) VALUES (?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq',
			)
			.run(consumer, seq);
	}

	/**
	 * The batch's matches; events that were matched with other profiles than now, or not at all, are matched here,
	 * so that a change of profiles holds from the moment it is acknowledged.
	 */
	private matchesOf(batch: PreparedBatch): ProfileMatches {
		if (batch.matches?.version === this.version) return batch.matches;
		this.matcher ??= new ProfileMatcher(this.profileSet());
		return this.matcher.match({
			length: batch.times.length,
			fields: (index) => JSON.parse(textAt(batch.documents, index)) as EventFields,
			time: (index) => batch.times[index] as number,
			terms: (index) => bytesAt(batch.terms, index),
		});
	}

	private evaluate({ profile, group, arrived }: MatchCluster): void {
		const { rule } = profile;
		const { within } = rule;
		if (needsMemory(rule)) for (const match of arrived) this.log.add(profile.id, group, match);
		this.addToRaised(profile, group, arrived);
		const completions = findCompletions(
			rule,
			arrived,
			this.log.of(profile.id, group),
			(slot) => this.alertOf(profile.id, slot, group) !== null,
		);
		completions.sort((one, other) => one.slot - other.slot);
		for (const { slot, time, event, evidence } of completions) {
			const row = this.selectDocument.get(event) as DocumentRow | undefined;
			// Of an hour that is being removed just now.
			if (row === undefined) continue;
			const document = this.documents.text(row);
			const events = needsMemory(rule)
				? this.countOf(profile, group, slot, time)
				: arrived.filter((match) => slotOf(match.time, within) === slot).length;
			this.takeFromNext(profile, group, slot);
			const id = this.alerts.insert({
				...{ profile, group, slot, time, event, document, events, evidence },
				raisedAt: this.raisedAt,
			});
			this.slots.set(slotKey(profile.id, slot, group), { id, time });
		}
		this.log.clean(profile.id, within);
	}

	/**
	 * The events of an alert: those of its slot, and those in its window before, unless the slot before has an alert to
	 * which they belong. So no event counts for two alerts.
	 */
	private countOf(
		{ id, rule }: MatchCluster['profile'],
		group: string,
		slot: number,
		time: number,
	): number {
		const { within, steps } = rule;
		const isTaken = this.alertOf(id, slot - 1, group) !== null;
		const from = isTaken ? slot * within : time - within;
		return this.log.count(id, group, steps.length, from, (slot + 1) * within - 1);
	}

	/** An alert that is raised late takes the events of its slot from the alert of the next one. */
	private takeFromNext({ id, rule }: MatchCluster['profile'], group: string, slot: number): void {
		const { within, steps } = rule;
		const next = needsMemory(rule) ? this.alertOf(id, slot + 1, group) : null;
		if (next === null) return;
		const end = (slot + 1) * within - 1;
		const taken = this.log.count(id, group, steps.length, next.time - within, end);
		if (taken > 0) this.alerts.revise(next.id, { addedEvents: -taken });
	}

	/** Counts events for the alerts that their slots already have, or the next ones, whose windows reach back. */
	private addToRaised(
		{ id, rule }: MatchCluster['profile'],
		group: string,
		arrived: readonly StepMatch[],
	): void {
		const { within } = rule;
		const added = new Map<number, number>();
		for (const { time } of arrived) {
			const slot = slotOf(time, within);
			const own = this.alertOf(id, slot, group);
			const next = own === null && needsMemory(rule) ? this.alertOf(id, slot + 1, group) : null;
			const alert = own ?? (next !== null && time >= next.time - within ? next : null);
			if (alert !== null) added.set(alert.id, (added.get(alert.id) ?? 0) + 1);
		}
		for (const [alert, addedEvents] of added) this.alerts.revise(alert, { addedEvents });
	}

	private alertOf(profile: number, slot: number, group: string): AlertReference | null {
		// Most events are newer than all alerts.
		if (this.alerts.isAfterAll(profile, slot)) return null;
		const key = slotKey(profile, slot, group);
		let known = this.slots.get(key);
		if (known === undefined) {
			known = this.alerts.find(profile, slot, group) ?? null;
			if (this.slots.size >= MAX_KNOWN_SLOTS) this.slots.clear();
			this.slots.set(key, known);
		}
		return known;
	}

	private changingProfiles<T>(change: () => T): T {
		const result = transaction(this.database, change);
		this.profilesChanged();
		return result;
	}

	private profilesChanged(): void {
		this.version++;
		this.matcher = undefined;
		this.enabled = new Map(
			this.profiles
				.all()
				.filter((profile) => profile.enabled)
				.map((profile) => [profile.id, profile]),
		);
	}
}

function slotKey(profile: number, slot: number, group: string): string {
	return `${profile} ${slot} ${group}`;
}
