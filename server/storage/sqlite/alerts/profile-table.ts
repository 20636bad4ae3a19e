/** The stored profiles: the predefined ones as this version of the server defines them, and people's own. */
import {
	type AlertProfile,
	draftOf,
	type ImportedDraft,
	ProfileBook,
	type ProfileDraft,
	storedProfile,
} from '../../../detection';
import type { DatabaseSync } from 'node:sqlite';

/** Reads and writes profiles; writing belongs into a transaction. */
export class ProfileTable {
	constructor(private readonly database: DatabaseSync) {}

	/** See `ProfileBook.seeds`. */
	seed(): void {
		this.write(this.book().seeds());
	}

	/** All profiles by id. */
	all(): AlertProfile[] {
		return this.database
			.prepare('SELECT id, origin, enabled, draft FROM alert_profile ORDER BY id')
			.all()
			.map(profileOf);
	}

	/** One of them, if there is one with this id. */
	get(id: number): AlertProfile | undefined {
		const row = this.database
			.prepare('SELECT id, origin, enabled, draft FROM alert_profile WHERE id = ?')
			.get(id);
		return row && profileOf(row);
	}

	/** Adds a custom profile. @throws InvalidProfileError */
	create(draft: ProfileDraft): AlertProfile {
		const profile = this.book().created(draft);
		this.write([profile]);
		return profile;
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
		const { results, written, forgotten } = this.book().imported(drafts);
		for (const id of forgotten) onRuleChange(id);
		this.write(written);
		return results;
	}

	/** Changes a profile. @throws InvalidProfileError, NoSuchProfileError */
	update(id: number, change: Partial<ProfileDraft>): AlertProfile {
		const profile = this.book().updated(id, change);
		this.write([profile]);
		return profile;
	}

	/** Removes a custom profile; its alerts stay. @throws InvalidProfileError, NoSuchProfileError */
	delete(id: number): void {
		this.book().deletable(id);
		this.database.prepare('DELETE FROM alert_profile WHERE id = ?').run(id);
	}

	private book(): ProfileBook {
		return new ProfileBook(this.all());
	}

	private write(profiles: readonly AlertProfile[]): void {
		if (profiles.length === 0) return;
		const write = this.database.prepare(
			`INSERT INTO alert_profile (id, origin, enabled, draft) VALUES (?, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET enabled = excluded.enabled, draft = excluded.draft`,
		);
		for (const profile of profiles) {
			const { id, origin, enabled } = profile;
			write.run(id, origin, Number(enabled), JSON.stringify(draftOf(profile)));
		}
	}
}

function profileOf(row: Readonly<Record<string, unknown>>): AlertProfile {
	return storedProfile(
		Number(row['id']),
		row['origin'] as AlertProfile['origin'],
		row['enabled'] === 1,
		row['draft'] as string,
	);
}
