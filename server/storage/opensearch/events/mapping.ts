/** The index template of events: few fields of the engine's, whatever fields the events have. */

/** The engine's field with the words of each field that is searched by word. */
export const TEXTS: ReadonlyMap<string, string> = new Map([
	['MESSAGE', 'm'],
	['RAWLOG', 'r'],
]);

/** The engine's field with the words of all other values. */
export const WORDS = 'w';

/** Fields that the engine counts by value; of others the events are read. */
export const GROUPED_FIELDS: ReadonlySet<string> = new Set([
	'HOSTNAME',
	'LOGTYPE',
	'SOURCE',
	'SEVERITY',
	'FACILITY',
	'IENAME',
	'USERNAME',
	'EVENTID',
	'COMMON_SEVERITY',
	'TASK',
	'DEVICEIP',
	'REMOTEIP',
	'REMOTEPORT',
	'DOMAIN',
	'RESULT',
	'STATUS',
	'METHOD',
	'URL',
	'USERAGENT',
	'PROCESSNAME',
	'COMMAND',
	'CHANNEL',
	'ACTION',
	'TARGETUSER',
	'TARGETUSERNAME',
	'TARGETDOMAIN',
	'SUBJECTUSERNAME',
	'LOGONTYPE',
	'SERVICE',
	'PROTOCOL',
	'SOURCEIP',
	'DESTINATIONIP',
	'SOURCEPORT',
	'DESTINATIONPORT',
	'COUNTRY',
	'RULE',
	'PARENTPROCESSNAME',
	'FORMATID',
]);

/** How indices are made. */
export interface IndexSettings {
	/** Primary shards of an index (of a day); 1 by default. */
	readonly shards?: number | undefined;
	/** Copies of each shard beside the primary; 1 by default, 0 fits a cluster of one node. */
	readonly replicas?: number | undefined;
	/** Time within which new events become visible, as in `1s`, which is the default. */
	readonly refreshInterval?: string | undefined;
}

const keyword = { type: 'keyword', doc_values: false, norms: false } as const;
const words = {
	type: 'text',
	analyzer: 'words',
	norms: false,
	position_increment_gap: 100,
} as const;
/** Kept for counting and not searched. */
const counted = { type: 'keyword', index: false, doc_values: true } as const;

/** The body of the index template for all indices that `pattern` names. */
export function indexTemplate(pattern: string, settings: IndexSettings): object {
	const { shards = 1, replicas = 1, refreshInterval = '1s' } = settings;
	return {
		index_patterns: [pattern],
		template: {
			settings: {
				number_of_shards: shards,
				number_of_replicas: replicas,
				// Said outright, because without it an index that nobody searches stops refreshing.
				refresh_interval: refreshInterval,
				analysis: {
					// Words come split by this server, with a blank between them; none is longer than this.
					tokenizer: { words: { type: 'whitespace', max_token_length: 1_000 } },
					analyzer: { words: { type: 'custom', tokenizer: 'words' } },
				},
			},
			mappings: {
				dynamic: false,
				// All else is made from the document and needs no second copy on disk.
				_source: { includes: ['doc', 'b'] },
				properties: {
					id: { type: 'long' },
					t: { type: 'double' },
					s: { type: 'long' },
					h: { ...keyword, doc_values: true },
					v: keyword,
					f: keyword,
					m: words,
					r: words,
					w: words,
					b: { ...counted, doc_values: false },
					doc: { ...counted, doc_values: false },
					k: {
						properties: Object.fromEntries([...GROUPED_FIELDS].map((field) => [field, counted])),
					},
				},
			},
		},
	};
}
