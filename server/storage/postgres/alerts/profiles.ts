/** The stored alert profiles in PostgreSQL, and the state of them that batches are decided with. */
import {
	type AlertProfile,
	draftOf,
	type ImportedDraft,
	ProfileBook,
	type ProfileDraft,
	type ProfileSet,
	storedProfile,
} from '../../../detection';
import { keepStill, type PostgresDatabase } from '../data/database';
import type { Sql } from '../data/driver';

/** Who changes profiles is their only writer; who decides about a batch keeps them as they are. */
const PART = 'alert profiles';

/** Reads and changes profiles; every change is whole, and holds for all batches that are decided after it. */
export class PostgresProfiles {
	private known: ProfileSet | undefined;

	/** @param database with the tables of alerts */
	constructor(private readonly database: PostgresDatabase) {}

	/** Brings the predefined profiles up to this version of the server. */
	async seed(): Promise<void> {
		await this.change(async (sql, book) => write(sql, book.seeds()));
	}

	/** All profiles by id. */
	all(): Promise<AlertProfile[]> {
		return this.database.read(readAll);
	}

	/** One of them, if there is one with this id. */
	async get(id: number): Promise<AlertProfile | undefined> {
		if (!Number.isSafeInteger(id)) return undefined;
		const row = await this.database.read((sql) =>
			sql.one<ProfileRow>(`${SELECT} WHERE id = $1`, [id]),
		);
		return row && profileOf(row);
	}

	/** The enabled profiles as they were when they were last looked at: what events are matched with ahead of {@link current}. */
	async latest(): Promise<ProfileSet> {
		return this.known ?? this.database.read((sql) => this.read(sql));
	}

	/** The enabled profiles; nobody changes one until the caller's transaction is over. */
	async current(sql: Sql): Promise<ProfileSet> {
		await keepStill(sql, PART);
		return this.read(sql);
	}

	/** @throws InvalidProfileError */
	create(draft: ProfileDraft): Promise<AlertProfile> {
		return this.change(async (sql, book) => {
			const profile = book.created(draft);
			await write(sql, [profile]);
			return profile;
		});
	}

	/** See `AlertStore.importProfiles`. */
	import(drafts: readonly ProfileDraft[]): Promise<ImportedDraft[]> {
		return this.change(async (sql, book) => {
			const { results, written, forgotten } = book.imported(drafts);
			for (const id of forgotten) await forget(sql, id);
			await write(sql, written);
			return results;
		});
	}

	/** A changed rule starts without memory. @throws InvalidProfileError, NoSuchProfileError */
	update(id: number, change: Partial<ProfileDraft>): Promise<AlertProfile> {
		return this.change(async (sql, book) => {
			const profile = book.updated(id, change);
			if (change.rule !== undefined || change.enabled === false) await forget(sql, id);
			await write(sql, [profile]);
			return profile;
		});
	}

	/** Removes a custom profile; its alerts stay. @throws InvalidProfileError, NoSuchProfileError */
	delete(id: number): Promise<void> {
		return this.change(async (sql, book) => {
			book.deletable(id);
			await forget(sql, id);
			await sql.run('DELETE FROM alert_profile WHERE id = $1', [id]);
		});
	}

	private change<T>(work: (sql: Sql, book: ProfileBook) => Promise<T>): Promise<T> {
		return this.database.write(PART, async (sql) => {
			const result = await work(sql, new ProfileBook(await readAll(sql)));
			await sql.run('UPDATE alert_profiles SET version = version + 1');
			return result;
		});
	}

	private async read(sql: Sql): Promise<ProfileSet> {
		const row = await sql.one<{ version: number }>('SELECT version FROM alert_profiles');
		const version = row?.version ?? 0;
		if (this.known?.version === version) return this.known;
		const profiles = (await readAll(sql)).filter(({ enabled }) => enabled);
		return (this.known = { version, profiles });
	}
}

interface ProfileRow {
	readonly id: number;
	readonly origin: AlertProfile['origin'];
	readonly enabled: boolean;
	readonly draft: string;
}

const SELECT = 'SELECT id, origin, enabled, draft FROM alert_profile';

async function readAll(sql: Sql): Promise<AlertProfile[]> {
	return (await sql.all<ProfileRow>(`${SELECT} ORDER BY id`)).map(profileOf);
}

function profileOf({ id, origin, enabled, draft }: ProfileRow): AlertProfile {
	return storedProfile(id, origin, enabled, draft);
}

async function write(sql: Sql, profiles: readonly AlertProfile[]): Promise<void> {
	if (profiles.length === 0) return;
	await sql.run(
		`INSERT INTO alert_profile (id, origin, enabled, draft)
		SELECT * FROM unnest($1::bigint[], $2::text[], $3::boolean[], $4::text[])
		ON CONFLICT (id) DO UPDATE SET enabled = excluded.enabled, draft = excluded.draft`,
		[
			profiles.map(({ id }) => id),
			profiles.map(({ origin }) => origin),
			profiles.map(({ enabled }) => enabled),
			profiles.map((profile) => JSON.stringify(draftOf(profile))),
		],
	);
}

async function forget(sql: Sql, profile: number): Promise<void> {
	await sql.run('DELETE FROM alert_match WHERE profile = $1', [profile]);
}
