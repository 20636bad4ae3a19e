import { PREDEFINED_LOG_TYPES } from '../../../../server/logs/events';
import {
	listLogTypes,
	listParserRules,
	LogTypeTable,
	openForWriting,
	ParserRuleTable,
	SourceTable,
} from '../../../../server/storage/sqlite';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { tempFolder } from '../../../support/temp';

let database: DatabaseSync;
let types: LogTypeTable;
let rules: ParserRuleTable;

beforeEach(() => {
	database = openForWriting(join(tempFolder(), 'events.db'));
	types = new LogTypeTable(database);
	rules = new ParserRuleTable(database);
});

afterEach(() => database.close());

const refusing = (code: string) => expect.objectContaining({ code }) as Error;
const caught = (work: () => unknown): unknown => {
	try {
		return work();
	} catch (error) {
		return error;
	}
};

describe('log types', () => {
	it('lists predefined ones, those of users, and those that sources sent', () => {
		types.create('Door', 'All doors');
		new SourceTable(database).sight({
			name: 'x',
			logType: 'Lift',
			ip: '',
			firstSeen: 1,
			lastSeen: 1,
			events: 1,
		});
		expect(listLogTypes(database)).toEqual([
			...PREDEFINED_LOG_TYPES,
			{ id: 'Door', description: 'Door', custom: true, details: 'All doors' },
			{ id: 'Lift', description: 'Lift' },
		]);
	});

	it('keeps the id when the name changes', () => {
		types.create('Door', undefined);
		expect(types.update({ id: 'DOOR', name: 'Doors', description: 'new' })).toEqual({
			id: 'Door',
			description: 'Doors',
			custom: true,
			details: 'new',
		});
		expect(types.update({ id: 'Door', name: 'DOORS' }).description).toBe('DOORS');
	});

	it('refuses names that another log type has as id or as name', () => {
		types.create('Door', undefined);
		types.update({ id: 'Door', name: 'Gate' });
		for (const name of ['door', 'GATE', 'windows', 'hypervisor/esxi'])
			expect(caught(() => types.create(name, undefined))).toEqual(refusing('conflict'));
		types.create('Lift', undefined);
		expect(caught(() => types.update({ id: 'Lift', name: 'gate' }))).toEqual(refusing('conflict'));
	});

	it('keeps names that are no proper Unicode under a proper one', () => {
		expect(types.create('\ud800x', undefined).id).toBe('\ufffdx');
		expect(caught(() => types.create('\ud800x', undefined))).toEqual(refusing('conflict'));
	});

	it('changes and deletes only what users made', () => {
		expect(caught(() => types.update({ id: 'Windows' }))).toEqual(refusing('conflict'));
		expect(caught(() => types.delete(['windows']))).toEqual(refusing('conflict'));
		expect(caught(() => types.delete(['nope']))).toEqual(refusing('unknown_log_type'));
	});

	it('deletes a log type with its rules', () => {
		types.create('Door', undefined);
		rules.create({ name: 'r', logType: 'Door', pattern: '(?<A>a)', enabled: true });
		rules.create({ name: 'r', logType: 'Unix', pattern: '(?<A>a)', enabled: true });
		expect(types.delete(['Door', 'door'])).toBe(1);
		expect(listParserRules(database).map(({ logType }) => logType)).toEqual(['Unix']);
	});
});

describe('parser rules', () => {
	const draft = { name: 'r', logType: 'Unix', pattern: '(?<A>a)', enabled: true };

	it('stores, changes in part, and deletes', () => {
		expect(rules.create(draft)).toEqual({ id: 1, ...draft });
		expect(rules.update({ id: 1, enabled: false })).toEqual({ id: 1, ...draft, enabled: false });
		expect(rules.update({ id: 1, name: 'R', pattern: '(?<B>b)' })).toMatchObject({
			name: 'R',
			pattern: '(?<B>b)',
			enabled: false,
		});
		expect(rules.delete([1, 1])).toBe(1);
		expect(listParserRules(database)).toEqual([]);
	});

	it('has each name once a log type', () => {
		rules.create(draft);
		expect(caught(() => rules.create({ ...draft, name: 'R' }))).toEqual(refusing('conflict'));
		rules.create({ ...draft, logType: 'Windows' });
		rules.create({ ...draft, name: 'other' });
		expect(caught(() => rules.update({ id: 3, name: 'r' }))).toEqual(refusing('conflict'));
	});

	it('names unknown rules', () => {
		rules.create(draft);
		expect(caught(() => rules.update({ id: 9 }))).toEqual(refusing('unknown_parser_rule'));
		expect(caught(() => rules.delete([1, 8, 9]))).toMatchObject({
			code: 'unknown_parser_rule',
			message: '8, 9',
		});
	});
});
