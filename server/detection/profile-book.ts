/** What becomes of the stored profiles when they change: decided here, whichever engine keeps them. */
import { isDeepStrictEqual } from 'node:util';
import { checkProfile, InvalidProfileError } from './check-profile';
import { nameWithId } from './imported-name';
import { PREDEFINED_PROFILES } from './predefined';
import type { AlertProfile, ImportedRule, ProfileDraft } from './profile';
import type { ImportedDraft } from './store';

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

/** What an import changes. */
export interface ImportedProfiles {
	/** What became of each draft, in their order. */
	readonly results: ImportedDraft[];
	/** Profiles to write, new ones too. */
	readonly written: readonly AlertProfile[];
	/** Ids of profiles whose rule is another now, or that are off: they start without memory. */
	readonly forgotten: readonly number[];
}

/** The profiles as they are stored; decides about changes and writes none. */
export class ProfileBook {
	private readonly byId: ReadonlyMap<number, AlertProfile>;

	/** @param stored all of them, by id */
	constructor(private readonly stored: readonly AlertProfile[]) {
		this.byId = new Map(stored.map((profile) => [profile.id, profile]));
	}

	/**
	 * The predefined profiles that have to be written so that they are those of this version of the server. What people
	 * have decided about them stays.
	 */
	seeds(): AlertProfile[] {
		return PREDEFINED_PROFILES.flatMap(({ id, ...draft }) => {
			const stored = this.byId.get(id);
			const wanted =
				stored === undefined
					? draft
					: { ...draft, ...Object.fromEntries(DECIDED.map((key) => [key, stored[key]])) };
			const isThere =
				stored !== undefined && JSON.stringify(draftOf(stored)) === JSON.stringify(wanted);
			return isThere ? [] : [{ ...wanted, id, origin: 'predefined' as const }];
		});
	}

	/** A new custom profile. @throws InvalidProfileError */
	created(draft: ProfileDraft): AlertProfile {
		this.check(draft);
		return { ...draft, id: this.nextId(), origin: 'custom' };
	}

	/** The profile after a change. @throws NoSuchProfileError, InvalidProfileError, also when what is fixed would change */
	updated(id: number, change: Partial<ProfileDraft>): AlertProfile {
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
		return { ...draft, id, origin: stored.origin };
	}

	/** Makes sure that a profile can be deleted. @throws InvalidProfileError, NoSuchProfileError */
	deletable(id: number): void {
		if (this.get(id).origin === 'predefined')
			throw new InvalidProfileError(`Profile ${id} is predefined: it can be disabled, not deleted`);
	}

	/** New profiles, and new versions of known ones. @param drafts that `checkProfile` accepts */
	imported(drafts: readonly ProfileDraft[]): ImportedProfiles {
		const byRule = new Map(
			this.stored.flatMap((profile) => (profile.imported ? [[profile.imported.id, profile]] : [])),
		);
		const owners = new Map(this.stored.map(({ id, name }) => [name.toLowerCase(), id]));
		const written: AlertProfile[] = [];
		const forgotten: number[] = [];
		let next = this.nextId();
		const results = drafts.map((given): ImportedDraft => {
			const known = given.imported === undefined ? undefined : byRule.get(given.imported.id);
			const id = known?.id ?? next;
			const draft = named(given, id, owners);
			if (draft === undefined)
				return { profile: null, change: null, problem: nameIsTaken(given.name, owners) };
			if (known === undefined) {
				const profile: AlertProfile = { ...draft, id: next++, origin: 'custom' };
				written.push(profile);
				owners.set(draft.name.toLowerCase(), id);
				if (draft.imported !== undefined) byRule.set(draft.imported.id, profile);
				return { profile, change: 'created' };
			}
			const wanted = keepingDecisions(draft, known);
			if (isDeepStrictEqual(draftOf(known), wanted)) return { profile: known, change: 'unchanged' };
			if (!isDeepStrictEqual(known.rule, wanted.rule) || !wanted.enabled) forgotten.push(id);
			const profile: AlertProfile = { ...wanted, id, origin: known.origin };
			written.push(profile);
			owners.delete(known.name.toLowerCase());
			owners.set(wanted.name.toLowerCase(), id);
			byRule.set((wanted.imported as ImportedRule).id, profile);
			return { profile, change: 'updated' };
		});
		return { results, written, forgotten };
	}

	private get(id: number): AlertProfile {
		const stored = this.byId.get(id);
		if (stored === undefined) throw new NoSuchProfileError(id);
		return stored;
	}

	private nextId(): number {
		return Math.max(FIRST_CUSTOM, (this.stored.at(-1)?.id ?? 0) + 1);
	}

	private check(draft: ProfileDraft, self?: number): void {
		checkProfile(draft);
		const name = draft.name.toLowerCase();
		const taken = this.stored.find(
			(profile) => profile.id !== self && profile.name.toLowerCase() === name,
		);
		if (taken !== undefined)
			throw new InvalidProfileError(nameIsTaken(taken.name, new Map([[name, taken.id]])));
	}
}

/** A stored profile. @param text the draft as JSON @param enabled the switch, which engines keep beside it */
export function storedProfile(
	id: number,
	origin: AlertProfile['origin'],
	enabled: boolean,
	text: string,
): AlertProfile {
	const draft = JSON.parse(text) as ProfileDraft;
	// Profiles that an earlier version stored have none.
	return { ...draft, incidentRule: draft.incidentRule ?? null, id, origin, enabled };
}

/** A profile without what its store adds. */
export function draftOf({ id: _, origin: __, ...draft }: AlertProfile): ProfileDraft {
	return draft;
}

/** The draft under a name that no other profile has; undefined when there is none. */
function named(
	draft: ProfileDraft,
	id: number,
	owners: ReadonlyMap<string, number>,
): ProfileDraft | undefined {
	const name = [draft.name, nameWithId(draft)].find(
		(each) => (owners.get(each.toLowerCase()) ?? id) === id,
	);
	return name === undefined ? undefined : { ...draft, name };
}

/** A new version of an imported profile with what people have decided about the one before. */
function keepingDecisions(draft: ProfileDraft, stored: AlertProfile): ProfileDraft {
	const decided = Object.fromEntries(DECIDED.map((key) => [key, stored[key]]));
	// What nobody switched follows the import: a rule that had no use here may have one now.
	const wasSwitched = stored.imported !== undefined && stored.enabled !== stored.imported.enabled;
	return { ...draft, ...decided, enabled: wasSwitched ? stored.enabled : draft.enabled };
}

function nameIsTaken(name: string, owners: ReadonlyMap<string, number>): string {
	return `name: profile ${owners.get(name.toLowerCase())} is already called ${JSON.stringify(name)}`;
}
