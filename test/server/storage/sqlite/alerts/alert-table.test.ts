/** Stored alerts and their index: it has the entries of what each alert says now, also of alerts that older versions stored. */
import type { AlertProfile } from '../../../../../server/detection';
import { termsOf } from '../../../../../server/logs/terms';
import fc from 'fast-check';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { AlertTable } from '../../../../../server/storage/sqlite/alerts/alert-table';
import { openForWriting } from '../../../../../server/storage/sqlite/events/schema';
import { runs } from '../../../../support/runs';
import { tempFolder } from '../../../../support/temp';
import { eventArbitrary } from '../../../logs/query/support/vocabulary';

const TIME = Date.UTC(2026, 0, 31);
const PROFILE = {
	...{ id: 1301, name: 'Unix: repeated', severity: 'trouble' },
	rule: { by: ['HOSTNAME'] },
} as unknown as AlertProfile;

let database: DatabaseSync;
let alerts: AlertTable;
beforeEach(() => {
	database = openForWriting(join(tempFolder(), 'events.db'));
	database.exec("CREATE VIRTUAL TABLE temp.entry USING fts5vocab('main', 'alert_fts', 'instance')");
	alerts = new AlertTable(database);
});
afterEach(() => database.close());

const insert = (event: object) =>
	alerts.insert({
		...{ profile: PROFILE, group: '["h"]', slot: null, time: TIME, event: 1, events: 1 },
		...{ evidence: [1], raisedAt: TIME, document: JSON.stringify({ TIME, ...event }) },
	});

/** What an older version stored beside the document. */
const writeTermsDown = (id: number) =>
	database
		.prepare('UPDATE alert SET tokens = ? WHERE id = ?')
		.run(termsOf(documentOf(id) as never), id);

const documentOf = (id: number) =>
	JSON.parse(
		database.prepare('SELECT doc FROM alert WHERE id = ?').get(id)?.['doc'] as string,
	) as object;

const entries = (id: number) =>
	database
		.prepare('SELECT term FROM entry WHERE doc = ?')
		.all(id)
		.map(({ term }) => term)
		.sort();

it('stores no terms of what it can make them of', () => {
	const id = insert({ HOSTNAME: 'h', MESSAGE: 'some words' });
	alerts.revise(id, { status: 'closed' });
	expect(database.prepare('SELECT tokens FROM alert').all()).toEqual([{ tokens: '' }]);
});

it('has the entries of each alert after every change, and no others', () => {
	const change = fc.record({
		status: fc.constantFrom('open', 'closed', 'in_progress', undefined),
		assignee: fc.constantFrom('ann', 'Bob B', null, undefined),
		addedEvents: fc.nat(3),
		isOlder: fc.boolean(),
	});
	fc.assert(
		fc.property(
			fc.array(fc.tuple(eventArbitrary, fc.array(change, { maxLength: 4 })), { maxLength: 5 }),
			(all) => {
				for (const [event, changes] of all) {
					const id = insert(event);
					for (const { isOlder, ...made } of changes) {
						if (isOlder) writeTermsDown(id);
						alerts.revise(id, made as never);
					}
					expect(entries(id)).toEqual(
						[...new Set(termsOf(documentOf(id) as never).split(' '))].sort(),
					);
				}
				database.exec("INSERT INTO alert_fts (alert_fts, rank) VALUES ('integrity-check', 0)");
			},
		),
		{ numRuns: runs(200) },
	);
});

/** Entries of stored alerts go only with exactly these terms: who changes them writes those of stored alerts down, see `schema.ts`. */
it('makes the terms that stored alerts have', () => {
	const id = insert({
		...{
			HOSTNAME: 'Web 03',
			STATUS: '0404.0',
			BYTES: 328,
			OK: true,
			URL: '/a?b=../ETC',
			EMPTY: ' ',
		},
		...{ MESSAGE: 'Ärger: Fehler 12.5 bei ann@corp', RAWLOG: '<86>never' },
	});
	expect(termsOf(documentOf(id) as never)).toBe(
		[
			'@',
			'alert_id=1769817600000000',
			'~1769817600000000',
			'alert_profile_id=1301',
			'~1301',
			'alert_profile_name=unix:\u00a0repeated',
			'~unix',
			'~repeated',
			'alert_severity=trouble',
			'~trouble',
			'alert_status=open',
			'~open',
			'state=open',
			'alert_event_count=1',
			'~1',
			'alert_event_id=1',
			'alert_group=hostname\u00a0["h"]',
			'~hostname',
			'~h',
			'alert_raised_time=1769817600000',
			'~1769817600000',
			'hostname=web\u00a003',
			'~web',
			'~03',
			'status=404',
			'~0404',
			'~0',
			'bytes=328',
			'~328',
			'ok=true',
			'~true',
			'url=/a?b=../etc',
			'~a',
			'~b',
			'~etc',
			'~ärger',
			'~fehler',
			'~12',
			'~5',
			'~bei',
			'~ann',
			'~corp',
		].join(' '),
	);
});
