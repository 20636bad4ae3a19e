/** The stored profiles: the predefined ones as this version of the server defines them, and people's own. */
import {
	type AlertProfile,
	checkProfile,
	InvalidProfileError,
	PREDEFINED_PROFILES,
	type ProfileDraft,
} from '../../../detection';
import type { DatabaseSync } from 'node:sqlite';

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
		this.database
			.prepare(`INSERT INTO alert_profile (id, origin, enabled, draft) VALUES (?, 'custom', ?, ?)`)
			.run(id, Number(draft.enabled), JSON.stringify(draft));
		return { ...draft, id, origin: 'custom' };
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
			throw new InvalidProfileError(
				`name: profile ${taken.id} is already called ${JSON.stringify(taken.name)}`,
			);
	}

	private write(id: number, draft: ProfileDraft): void {
		this.database
			.prepare('UPDATE alert_profile SET enabled = ?, draft = ? WHERE id = ?')
			.run(Number(draft.enabled), JSON.stringify(draft), id);
	}
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
