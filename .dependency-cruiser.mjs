/** Who may import whom: the wings of the server, their doors (`index.ts`), and no circles. Checked by `npm run lint:doors`. */

/** The ground that every part of the server stands on. */
const GROUND = ['platform', 'contract'];
/** The port of the event store, and what it speaks of. */
const EVENTS = ['logs/events', 'logs/terms', 'logs/query', 'logs/store'];
const LOGS = [
	...EVENTS,
	'logs/log-types',
	'logs/ingest',
	'logs/retention',
	'logs/sources',
	'logs/search',
];
const ACCESS = ['access/tokens', 'access/admin'];
const RESPONSE = [
	'response/devices',
	'response/incidents',
	'response/tickets',
	'response/workflows',
];
const NOUNS = [
	...GROUND,
	'platform/outgoing',
	'platform/threads',
	'jobs',
	...LOGS,
	'inventory',
	...ACCESS,
	'detection',
	...RESPONSE,
];

/** The one table of directions: what each part may use, from the ground up. Whatever is not listed is forbidden. */
export const MAY_USE = {
	platform: [],
	'platform/outgoing': ['platform'],
	'platform/threads': ['platform'],
	contract: ['platform'],
	jobs: ['platform'],
	'logs/events': ['platform'],
	'logs/terms': ['platform', 'logs/events'],
	'logs/query': ['platform', 'logs/events', 'logs/terms'],
	'logs/store': ['platform', 'logs/events', 'logs/terms', 'logs/query'],
	'logs/log-types': ['platform', ...EVENTS],
	'logs/ingest': ['platform', 'platform/threads', ...EVENTS, 'logs/log-types'],
	'logs/retention': ['platform', 'logs/store'],
	'logs/sources': ['platform', ...EVENTS],
	'logs/search': ['platform', 'platform/outgoing', 'jobs', ...EVENTS],
	inventory: [...GROUND, 'logs/query'],
	'access/tokens': GROUND,
	'access/admin': [...GROUND, 'platform/threads', 'access/tokens'],
	detection: [...GROUND, 'jobs', ...LOGS],
	'response/devices': GROUND,
	'response/incidents': [...GROUND, 'platform/threads', 'jobs', 'detection'],
	'response/tickets': [
		...GROUND,
		'platform/outgoing',
		'jobs',
		'access/admin',
		'detection',
		'response/incidents',
	],
	'response/workflows': [
		...GROUND,
		'platform/outgoing',
		'jobs',
		'detection',
		'response/devices',
		'response/incidents',
		'response/tickets',
	],
	'storage/sqlite': NOUNS,
	'storage/postgres': NOUNS,
	'storage/opensearch': ['platform', ...EVENTS],
	demo: NOUNS,
	http: NOUNS,
	console: [...NOUNS, 'http'],
	config: [...NOUNS, 'http'],
	compose: [
		...NOUNS,
		'storage/sqlite',
		'storage/postgres',
		'storage/opensearch',
		'compose/cluster',
		'demo',
		'http',
		'console',
		'config',
	],
	'compose/cluster': [...NOUNS, 'storage/postgres', 'storage/opensearch'],
	cli: [...NOUNS, 'storage/sqlite', 'demo', 'http', 'config', 'compose', 'main.ts'],
};

/**
 * Files behind doors that scripts (`test/bench`, `test/crash`, `test/field`, `test/fuzz`) may use as compiled, and why: scripts use
 * doors otherwise, as everybody does.
 */
export const BEHIND_DOORS = {
	'logs/ingest/formats/memory':
		'scripts that parse line by line keep it for a file, as a batch does',
	'storage/sqlite/events/columns/table': 'the crash test reads blocks of columns that a kill left',
	'storage/sqlite/events/documents/packed-documents':
		'the crash test reads documents that a kill left',
	'storage/sqlite/events/reader':
		'searches are compared with the reader by itself, and the crash test asks it without a server',
	'storage/sqlite/events/tallies/periods': 'the crash test tells hours as the columns do',
	'storage/sqlite/events/words/search': 'the crash test reads lists of words that a kill left',
	'storage/sqlite/events/writer':
		'a process that is killed thousands of times loads it alone: its door takes 0.15 s more',
};

const PARTS = Object.keys(MAY_USE);

/** Files of a part: below its folder, but not in the folder of a part within it. */
function filesOf(part, top = 'server/') {
	const inner = PARTS.filter((other) => other.startsWith(`${part}/`)).map((other) =>
		other.slice(part.length + 1),
	);
	const but = inner.length === 0 ? '' : `(?!(?:${inner.join('|')})/)`;
	return part === 'cli' ? `^${top}cli(?:/|\\.[jt]s$)` : `^${top}${part}/${but}`;
}

/** The files of other parts, and their doors, that a part may use. */
function allowedFor(part) {
	return [filesOf(part), ...MAY_USE[part].map((other) => doorOf(other))];
}

function doorOf(part) {
	return part.endsWith('.ts')
		? `^server/${part.replace('.', '\\.')}$`
		: `^server/${part}/index\\.ts$`;
}

const directions = PARTS.map((part) => ({
	name: `directions-of-${part.replace('/', '-')}`,
	comment: `server/${part} may use these doors and no others: ${MAY_USE[part].join(', ') || 'none'}.`,
	severity: 'error',
	from: { path: filesOf(part) },
	to: { path: '^server/(?!node_modules/|package\\.json)', pathNot: allowedFor(part) },
}));

const doors = PARTS.filter((part) => part !== 'cli').map((part) => ({
	name: `door-of-${part.replace('/', '-')}`,
	comment: `Import from server/${part} (its index.ts), not from a file behind it; what is missing there is added to it.`,
	severity: 'error',
	// A test may look behind the door of the part that it mirrors.
	from: { path: '^(?:server|test)/', pathNot: [filesOf(part), `^test/server/${part}/`] },
	to: {
		// As sources, and as compiled.
		path: filesOf(part, 'server/(?:dist/)?'),
		pathNot: [
			doorOf(part),
			`^server/dist/${part}/index\\.js$`,
			...Object.keys(BEHIND_DOORS).map((file) => `^server/dist/${file}\\.js$`),
		],
	},
}));

export default {
	forbidden: [
		{
			name: 'no-circles',
			comment: 'Files that import each other, by types too, cannot be understood one at a time.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		...doors,
		...directions,
		{
			name: 'nodes-know-no-server',
			comment: 'The node package uses types of the server at most, which the compiler erases.',
			severity: 'error',
			from: { path: '^(?:nodes|credentials)/' },
			to: { path: '^(?:server|test)/', dependencyTypesNot: ['type-only'] },
		},
		{
			name: 'server-knows-no-nodes',
			comment: 'The server is a package of its own.',
			severity: 'error',
			from: { path: '^server/' },
			to: { path: '^(?:nodes|credentials|test)/' },
		},
	],
	options: {
		doNotFollow: { path: ['node_modules', '^server/dist', '^dist'] },
		exclude: { path: ['^dist/'] },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'server/tsconfig.json' },
		enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.json'] },
	},
};
