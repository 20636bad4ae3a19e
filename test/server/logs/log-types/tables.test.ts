/** Log types and parser rules, whichever engine keeps them. */
import { PREDEFINED_LOG_TYPES } from '../../../../server/logs/events';
import { openLogTypes } from '../../../support/catalogue-stores';
import type { LogTypeWorld } from '../../../support/catalogue-worlds';
import { tempFolder } from '../../../support/temp';

let world: LogTypeWorld;

beforeEach(async () => {
	world = await openLogTypes(tempFolder());
});

afterEach(() => world.close());

const refusing = (code: string) => expect.objectContaining({ code }) as Error;

describe('log types', () => {
	it('lists predefined ones, those of users, and those that sources sent', async () => {
		await world.createLogType('Door', 'All doors');
		await world.see('Lift');
		expect(await world.logTypes()).toEqual([
			...PREDEFINED_LOG_TYPES,
			{ id: 'Door', description: 'Door', custom: true, details: 'All doors' },
			{ id: 'Lift', description: 'Lift' },
		]);
	});

	it('keeps the id when the name changes', async () => {
		await world.createLogType('Door', undefined);
		expect(await world.updateLogType({ id: 'DOOR', name: 'Doors', description: 'new' })).toEqual({
			id: 'Door',
			description: 'Doors',
			custom: true,
			details: 'new',
		});
		expect((await world.updateLogType({ id: 'Door', name: 'DOORS' })).description).toBe('DOORS');
	});

	it('refuses names that another log type has as id or as name', async () => {
		await world.createLogType('Door', undefined);
		await world.updateLogType({ id: 'Door', name: 'Gate' });
		for (const name of ['door', 'GATE', 'windows', 'hypervisor/esxi'])
			await expect(world.createLogType(name, undefined)).rejects.toEqual(refusing('conflict'));
		await world.createLogType('Lift', undefined);
		await expect(world.updateLogType({ id: 'Lift', name: 'gate' })).rejects.toEqual(
			refusing('conflict'),
		);
	});

	it('keeps names that are no proper Unicode under a proper one', async () => {
		expect((await world.createLogType('\ud800x', undefined)).id).toBe('\ufffdx');
		await expect(world.createLogType('\ud800x', undefined)).rejects.toEqual(refusing('conflict'));
	});

	it('changes and deletes only what users made', async () => {
		await expect(world.updateLogType({ id: 'Windows' })).rejects.toEqual(refusing('conflict'));
		await expect(world.deleteLogTypes(['windows'])).rejects.toEqual(refusing('conflict'));
		await expect(world.deleteLogTypes(['nope'])).rejects.toEqual(refusing('unknown_log_type'));
	});

	it('deletes a log type with its rules', async () => {
		await world.createLogType('Door', undefined);
		await world.createParserRule({ name: 'r', logType: 'Door', pattern: '(?<A>a)', enabled: true });
		await world.createParserRule({ name: 'r', logType: 'Unix', pattern: '(?<A>a)', enabled: true });
		expect(await world.deleteLogTypes(['Door', 'door'])).toBe(1);
		expect((await world.parserRules()).map(({ logType }) => logType)).toEqual(['Unix']);
	});
});

describe('parser rules', () => {
	const draft = { name: 'r', logType: 'Unix', pattern: '(?<A>a)', enabled: true };

	it('stores, changes in part, and deletes', async () => {
		expect(await world.createParserRule(draft)).toEqual({ id: 1, ...draft });
		expect(await world.updateParserRule({ id: 1, enabled: false })).toEqual({
			id: 1,
			...draft,
			enabled: false,
		});
		expect(await world.updateParserRule({ id: 1, name: 'R', pattern: '(?<B>b)' })).toMatchObject({
			name: 'R',
			pattern: '(?<B>b)',
			enabled: false,
		});
		expect(await world.deleteParserRules([1, 1])).toBe(1);
		expect(await world.parserRules()).toEqual([]);
	});

	it('has each name once a log type', async () => {
		await world.createParserRule(draft);
		await expect(world.createParserRule({ ...draft, name: 'R' })).rejects.toEqual(
			refusing('conflict'),
		);
		await world.createParserRule({ ...draft, logType: 'Windows' });
		await world.createParserRule({ ...draft, name: 'other' });
		await expect(world.updateParserRule({ id: 3, name: 'r' })).rejects.toEqual(
			refusing('conflict'),
		);
	});

	it('names unknown rules', async () => {
		await world.createParserRule(draft);
		await expect(world.updateParserRule({ id: 9 })).rejects.toEqual(
			refusing('unknown_parser_rule'),
		);
		await expect(world.deleteParserRules([1, 8, 9])).rejects.toMatchObject({
			code: 'unknown_parser_rule',
			message: '8, 9',
		});
	});
});
