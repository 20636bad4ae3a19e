/** The stored profiles: the predefined ones as this version of the server defines them, and people's own. */
import {
	type AlertProfile,
	checkProfile,
	type ImportedDraft,
	type ImportedRule,
	InvalidProfileError,
	nameWithId,
	PREDEFINED_PROFILES,
	type ProfileDraft,
} from '../../../detection';
import type { DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';

/** The vendor's sample of a custom profile. */
const FIRST_CUSTOM = 1801;

/** What people decide about a predefined profile; the rest of it comes with the server. */
const DECIDED = ['enabled', 'notifications', 'incidentRule', 'ticketNotification'] as const;

/** There is no profile with this id. */
export class NoSuchProfileError extends Error {
	constructor(readonly given: number) {
		super(`There is no alert profile ${given}`);
		this.name = 'NoSuchProfileError';
	}
}

/** Reads and writes profiles; writing belongs into a transaction. */
export class ProfileTable {
	constructor(private readonly database: DatabaseSync) {}

	/**
	 * Brings the predefined profiles up to this version of the server. What people have decided
	 * about them stays.
	 */
	seed(): void {
		const insert = this.database.prepare(
			`INSERT INTO alert_profile (id, origin, enabled, draft) VALUES (?, 'predefined', ?, ?)`,
		);
		const known = new Map(this.all().map((profile) => [profile.id, profile]));
		for (const { id, ...draft } of PREDEFINED_PROFILES) {
			const stored = known.get(id);
			if (stored === undefined) insert.run(id, Number(draft.enabled), JSON.stringify(draft));
			else {
				const decided = Object.fromEntries(DECIDED.map((key) => [key, stored[key]]));
				const wanted = { ...draft, ...decided };
				if (JSON.stringify(draftOf(stored)) !== JSON.stringify(wanted)) this.write(id, wanted);
			}
		}
	}

	/** All profiles by id. */
	all(): AlertProfile[] {
		return this.database
			.prepare('SELECT id, origin, enabled, draft FROM alert_profile ORDER BY id')
			.all()
			.map(profileOf);
	}

	/** @throws NoSuchProfileError */
	get(id: number): AlertProfile {
		const row = this.database
			.prepare('SELECT id, origin, enabled, draft FROM alert_profile WHERE id = ?')
			.get(id);
		if (row === undefined) throw new NoSuchProfileError(id);
		return profileOf(row);
	}

	/** Adds a custom profile. @throws InvalidProfileError */
	create(draft: ProfileDraft): AlertProfile {
		this.check(draft);
		const largest = this.database.prepare('SELECT max(id) AS id FROM alert_profile').get()?.['id'];
		const id = Math.max(FIRST_CUSTOM, Number(largest ?? 0) + 1);
		this.insert(id, draft);
		return { ...draft, id, origin: 'custom' };
	}

	/**
	 * Stores imported profiles: new ones, and new versions of known ones.
	 *
	 * @param onRuleChange is told of a profile whose rule is another now
	 */
	importAll(
		drafts: readonly ProfileDraft[],
		onRuleChange: (profile: number) => void,
	): ImportedDraft[] {
		const stored = this.all();
		const byRule = new Map(
			stored.flatMap((profile) => (profile.imported ? [[profile.imported.id, profile]] : [])),
		);
		const owners = new Map(stored.map(({ id, name }) => [name.toLowerCase(), id]));
		let next = Math.max(FIRST_CUSTOM, (stored.at(-1)?.id ?? 0) + 1);
		return drafts.map((given): ImportedDraft => {
			const known = given.imported === undefined ? undefined : byRule.get(given.imported.id);
			const id = known?.id ?? next;
			const draft = this.named(given, id, owners);
			if (draft === undefined)
				return { profile: null, change: null, problem: nameIsTaken(given.name, owners) };
			if (known === undefined) {
				this.insert(next++, draft);
			} else {
				const wanted = keepingDecisions(draft, known);
				if (isSame(draftOf(known), wanted)) return { profile: known, change: 'unchanged' };
				if (!isSame(known.rule, wanted.rule) || !wanted.enabled) onRuleChange(id);
				this.write(id, wanted);
				owners.delete(known.name.toLowerCase());
				owners.set(wanted.name.toLowerCase(), id);
				const profile: AlertProfile = { ...wanted, id, origin: known.origin };
				byRule.set((wanted.imported as ImportedRule).id, profile);
				return { profile, change: 'updated' };
			}
			const profile: AlertProfile = { ...draft, id, origin: 'custom' };
			owners.set(draft.name.toLowerCase(), id);
			if (draft.imported !== undefined) byRule.set(draft.imported.id, profile);
			return { profile, change: 'created' };
		});
	}

	/** The draft under a name that no other profile has; undefined when there is none. */
	private named(
		draft: ProfileDraft,
		id: number,
		owners: ReadonlyMap<string, number>,
	): ProfileDraft | undefined {
		const name = [draft.name, nameWithId(draft)].find(
			(each) => (owners.get(each.toLowerCase()) ?? id) === id,
		);
		return name === undefined ? undefined : { ...draft, name };
	}

	private insert(id: number, draft: ProfileDraft): void {
		this.database
			.prepare(`INSERT INTO alert_profile (id, origin, enabled, draft) VALUES (?, 'custom', ?, ?)`)
			.run(id, Number(draft.enabled), JSON.stringify(draft));
	}

	/**
	 * Changes a profile.
	 *
	 * @throws InvalidProfileError, also when the definition of a predefined profile would change
	 * @throws NoSuchProfileError
	 */
	update(id: number, change: Partial<ProfileDraft>): AlertProfile {
		const stored = this.get(id);
		const draft = { ...draftOf(stored), ...change };
		if (stored.origin === 'predefined') {
			const fixed = Object.keys(change).find(
				(key) => !(DECIDED as readonly string[]).includes(key),
			);
			if (fixed !== undefined)
				throw new InvalidProfileError(
					`${fixed}: profile ${id} is predefined; only ${DECIDED.join(', ')} can change`,
				);
		}
		this.check(draft, id);
		this.write(id, draft);
		return { ...draft, id, origin: stored.origin };
	}

	/** Removes a custom profile; its alerts stay. @throws InvalidProfileError, NoSuchProfileError */
	delete(id: number): void {
		if (this.get(id).origin === 'predefined')
			throw new InvalidProfileError(`Profile ${id} is predefined: it can be disabled, not deleted`);
		this.database.prepare('DELETE FROM alert_profile WHERE id = ?').run(id);
	}

	private check(draft: ProfileDraft, self?: number): void {
		checkProfile(draft);
		const name = draft.name.toLowerCase();
		const taken = this.all().find(
			(profile) => profile.id !== self && profile.name.toLowerCase() === name,
		);
		if (taken !== undefined)
			throw new InvalidProfileError(nameIsTaken(taken.name, new Map([[name, taken.id]])));
	}

	private write(id: number, draft: ProfileDraft): void {
		this.database
			.prepare('UPDATE alert_profile SET enabled = ?, draft = ? WHERE id = ?')
			.run(Number(draft.enabled), JSON.stringify(draft), id);
	}
}

/** A new version of an imported profile with what people have decided about the one before. */
function keepingDecisions(draft: ProfileDraft, stored: AlertProfile): ProfileDraft {
	const decided = Object.fromEntries(DECIDED.map((key) => [key, stored[key]]));
	// What nobody switched follows the import: a rule that had no use here may have one now.
	const wasSwitched = stored.imported !== undefined && stored.enabled !== stored.imported.enabled;
	return { ...draft, ...decided, enabled: wasSwitched ? stored.enabled : draft.enabled };
}

function isSame(one: unknown, other: unknown): boolean {
	return isDeepStrictEqual(one, other);
}

function nameIsTaken(name: string, owners: ReadonlyMap<string, number>): string {
	return `name: profile ${owners.get(name.toLowerCase())} is already called ${JSON.stringify(name)}`;
}

function profileOf(row: Record<string, unknown>): AlertProfile {
	const draft = JSON.parse(row['draft'] as string) as ProfileDraft;
	return {
		...draft,
		// Profiles that an earlier version stored have none.
		incidentRule: draft.incidentRule ?? null,
		id: Number(row['id']),
		origin: row['origin'] as AlertProfile['origin'],
		enabled: row['enabled'] === 1,
	};
}

function draftOf({ id: _, origin: __, ...draft }: AlertProfile): ProfileDraft {
	return draft;
}
