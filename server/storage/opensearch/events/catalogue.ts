/** What is known of log sources, fields and log types, in an index of its own; how many events there are is counted when asked. */
import {
	defaultGroup,
	displayName,
	type LogEvent,
	type LogField,
	type LogType,
	PREDEFINED_FIELDS,
	PREDEFINED_LOG_TYPES,
} from '../../../logs/events';
import type { SearchClient } from '../client';
import { CatalogueQuota, type NamedField } from './catalogue-quota';
import { createIndex } from './indices';
import { sourceKey, sourceName } from './document';
import { boundedText } from './value-terms';

/** What an event of any log type has. */
const FIELDS_OF_EVERY_TYPE = ['TIME', 'HOSTNAME', 'LOGTYPE'];
/** Entries of one request; the engine gives no more. */
const PAGE = 10_000;
/** Fields of log types that are remembered as known. */
const MAX_REMEMBERED = 100_000;

/** A source as the catalogue has it. */
export interface SourceEntry {
	readonly kind: 'source';
	readonly key: string;
	readonly number: number;
	readonly name: string;
	readonly logType: string;
	readonly groupId: number;
	readonly ip: string;
	readonly enabled: boolean;
}

/** A group of sources. */
export interface GroupEntry {
	readonly kind: 'group';
	readonly key: string;
	readonly number: number;
	readonly name: string;
}

interface FieldEntry {
	readonly kind: 'field';
	readonly key: string;
	readonly type: LogField['type'];
}

interface TypeFieldEntry {
	readonly kind: 'type-field';
	readonly key: string;
	readonly logType: string;
	readonly field: string;
}

type Entry = SourceEntry | GroupEntry | FieldEntry | TypeFieldEntry;

const MAPPINGS = {
	dynamic: false,
	properties: { kind: { type: 'keyword' }, key: { type: 'keyword', ignore_above: 8_000 } },
};

/** The entries, of which each is written once and by whoever comes first. */
export class Catalogue {
	private readonly known = new Set<string>();
	/** What is beyond is not listed; the events have it all the same. */
	readonly quota = new CatalogueQuota(() => this.names());

	constructor(
		private readonly client: SearchClient,
		private readonly index: string,
	) {}

	/** Makes the index when there is none. */
	async create(replicas: number): Promise<void> {
		const settings = { number_of_shards: 1, number_of_replicas: replicas };
		await createIndex(this.client, this.index, { settings, mappings: MAPPINGS });
	}

	/**
	 * Notes the sources, fields and log types of a batch.
	 *
	 * @returns the keys of the sources whose events are not taken in
	 */
	async note(events: readonly LogEvent[]): Promise<ReadonlySet<string>> {
		await this.noteFields(events);
		const seen = new Map<string, { name: string; logType: string; ip: string }>();
		for (const event of events) {
			const logType = String(event.fields['LOGTYPE'] ?? 'Syslog Device');
			const key = sourceKey(event);
			const ip = event.fields['DEVICEIP'];
			const source = seen.get(key) ?? { name: sourceName(event.fields), logType, ip: '' };
			if (typeof ip === 'string') source.ip = ip;
			seen.set(key, source);
		}
		return this.noteSources(seen);
	}

	/** Notes the fields and log types of a batch, where its sources are noted elsewhere. */
	async noteFields(events: readonly LogEvent[]): Promise<void> {
		const seen: (NamedField & { readonly type: LogField['type'] })[] = [];
		for (const { fields } of events) {
			const logType = String(fields['LOGTYPE'] ?? 'Syslog Device');
			for (const field in fields) {
				const value = fields[field];
				if (value === undefined || !this.isNews(logType, field)) continue;
				const type = typeof value === 'string' ? 'text' : (typeof value as 'number' | 'boolean');
				seen.push({ logType, field, type });
			}
		}
		if (seen.length === 0) return;
		try {
			const { fields, typeFields } = await this.quota.admit(seen);
			await this.add([
				...seen
					.filter(({ field }) => fields.has(field))
					.map(({ field, type }) => ({ kind: 'field' as const, key: field, type })),
				...typeFields.map(({ logType, field }) => ({
					...{ kind: 'type-field' as const, key: pairOf(logType, field), logType, field },
				})),
			]);
		} catch (error) {
			this.known.clear();
			throw error;
		}
	}

	/** Sets whether the events of a source are taken in. @param name its name, without case */
	async setEnabled(name: string, enabled: boolean): Promise<void> {
		const key = sourceKey({ time: 0, fields: { HOSTNAME: name } });
		await this.update(`source:${key}`, { enabled });
	}

	async sources(): Promise<SourceEntry[]> {
		const entries = (await this.all('source')) as SourceEntry[];
		return entries.sort((one, other) => one.number - other.number);
	}

	async groups(): Promise<GroupEntry[]> {
		const entries = (await this.all('group')) as GroupEntry[];
		return entries.sort((one, other) => one.number - other.number);
	}

	/** The predefined fields first, then all seen ones by name; with a log type those seen in its events. */
	async fields(logType?: string): Promise<LogField[]> {
		const types = new Map(
			((await this.all('field')) as FieldEntry[]).map(({ key, type }) => [key, type]),
		);
		const seen = logType === undefined ? [...types.keys()] : await this.fieldsOf(logType);
		const first = logType === undefined ? PREDEFINED_FIELDS : FIELDS_OF_EVERY_TYPE;
		return [...new Set([...first, ...seen.sort()])].map((server) => ({
			server,
			client: displayName(server),
			type: server === 'TIME' ? 'number' : (types.get(server) ?? 'text'),
		}));
	}

	/** The predefined log types first, then all others that events have. */
	async logTypes(): Promise<LogType[]> {
		const types = new Map(PREDEFINED_LOG_TYPES.map((type) => [type.id.toLowerCase(), type]));
		for (const id of await this.seenLogTypes())
			if (!types.has(id.toLowerCase())) types.set(id.toLowerCase(), { id, description: id });
		return [...types.values()];
	}

	/** The ids of log types that events have, sorted. */
	async seenLogTypes(): Promise<string[]> {
		const entries = (await this.all('type-field')) as TypeFieldEntry[];
		return [...new Set(entries.map(({ logType }) => logType))].sort();
	}

	private async fieldsOf(logType: string): Promise<string[]> {
		const wanted = logType.toLowerCase();
		const entries = (await this.all('type-field')) as TypeFieldEntry[];
		const own = entries.filter((entry) => entry.logType.toLowerCase() === wanted);
		return own.map(({ field }) => field);
	}

	/** Whether a field was not seen with a log type before; it is from now on. */
	private isNews(logType: string, field: string): boolean {
		const pair = pairOf(logType, field);
		if (this.known.has(pair)) return false;
		if (this.known.size > MAX_REMEMBERED) this.known.clear();
		this.known.add(pair);
		return true;
	}

	private async names() {
		const [fields, typeFields] = await Promise.all([this.all('field'), this.all('type-field')]);
		return {
			fields: fields.map(({ key }) => key),
			typeFields: typeFields as TypeFieldEntry[],
		};
	}

	/** Adds the sources that are new, and tells which are disabled. */
	private async noteSources(
		seen: ReadonlyMap<string, { name: string; logType: string; ip: string }>,
	): Promise<ReadonlySet<string>> {
		const disabled = new Set<string>();
		const keys = [...seen.keys()];
		const { docs } = await this.client.call<{ docs: { _source?: { body: SourceEntry } }[] }>({
			method: 'POST',
			path: `/${this.index}/_mget`,
			body: { ids: keys.map((key) => `source:${key}`) },
		});
		for (const [at, key] of keys.entries()) {
			const { name, logType, ip } = seen.get(key) as { name: string; logType: string; ip: string };
			const entry = docs[at]?._source?.body;
			if (entry === undefined) {
				const groupId = await this.groupFor(logType);
				const number = await this.next('source');
				const made = {
					kind: 'source',
					key,
					number,
					name,
					logType,
					groupId,
					ip,
					enabled: true,
				} as const;
				await this.add([made]);
			} else {
				if (!entry.enabled) disabled.add(key);
				if (ip !== '' && ip !== entry.ip) await this.update(`source:${key}`, { ip });
			}
		}
		return disabled;
	}

	private async groupFor(logType: string): Promise<number> {
		const name = defaultGroup(logType);
		const find = async () => (await this.groups()).find((group) => group.name === name)?.number;
		const known = await find();
		if (known !== undefined) return known;
		await this.add([{ kind: 'group', key: name, number: await this.next('group'), name }]);
		// Another server may have been first.
		return (await find()) as number;
	}

	/** The next number of a kind, which no other server gets. */
	private async next(kind: 'source' | 'group'): Promise<number> {
		const answer = await this.client.call<{ get: { _source: { last: number } } }>({
			method: 'POST',
			path: `/${this.index}/_update/counter:${kind}`,
			query: { _source: true, retry_on_conflict: 20 },
			body: { script: { source: 'ctx._source.last += 1' }, upsert: { kind: 'counter', last: 1 } },
		});
		return answer.get._source.last;
	}

	/** Adds entries; one that is there already stays as it is. */
	private async add(entries: readonly Entry[]): Promise<void> {
		if (entries.length === 0) return;
		const unique = new Map(
			entries.map((entry) => [`${entry.kind}:${boundedText(entry.key)}`, entry]),
		);
		const answer = await this.client.call<{ items: { create: { status: number } }[] }>({
			method: 'POST',
			path: `/${this.index}/_bulk`,
			query: { refresh: true },
			lines: [...unique].flatMap(([id, entry]) => [
				JSON.stringify({ create: { _id: id } }),
				JSON.stringify({ kind: entry.kind, key: entry.key, body: entry }),
			]),
		});
		const failed = answer.items.filter(({ create: { status } }) => status >= 300 && status !== 409);
		if (failed.length === 0) return;
		throw new Error(`OpenSearch did not take ${failed.length} entries of the catalogue`);
	}

	private async update(id: string, change: Partial<SourceEntry>): Promise<void> {
		await this.client.call({
			method: 'POST',
			path: `/${this.index}/_update/${encodeURIComponent(id)}`,
			query: { refresh: true, retry_on_conflict: 20 },
			body: { doc: { body: change } },
		});
	}

	private async all(kind: Entry['kind']): Promise<Entry[]> {
		const entries: Entry[] = [];
		let after: readonly unknown[] | undefined;
		for (;;) {
			const { hits } = await this.client.call<{
				hits: { hits: { sort: unknown[]; _source: { body: Entry } }[] };
			}>({
				method: 'POST',
				path: `/${this.index}/_search`,
				body: {
					query: { term: { kind } },
					size: PAGE,
					sort: [{ key: 'asc' }],
					_source: ['body'],
					...(after === undefined ? {} : { search_after: after }),
				},
			});
			entries.push(...hits.hits.map(({ _source }) => _source.body));
			if (hits.hits.length < PAGE) return entries;
			after = hits.hits.at(-1)?.sort;
		}
	}
}

function pairOf(logType: string, field: string): string {
	return `${logType}\0${field}`;
}
