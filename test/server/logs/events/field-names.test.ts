import fc from 'fast-check';
import {
	PREDEFINED_FIELDS,
	PREDEFINED_LOG_TYPES,
	defaultGroup,
	displayName,
} from '../../../../server/logs/events/field-names';

describe('displayName', () => {
	it.each([
		['IENAME', 'Event Name'],
		['EVENTID', 'Event ID'],
		['TARGET_USER_NAME', 'Target User Name'],
		['TARGETUSERNAME', 'Targetusername'],
		['F_2', 'F 2'],
	])('%s is %s', (server, client) => {
		expect(displayName(server)).toBe(client);
	});

	it('never gives two fields one name: a hit would lose a value', () => {
		const collidesWithKnown = [
			'DEVICE',
			'EVENT_NAME',
			'PROCESS_NAME',
			'USER_AGENT',
			'RAW_LOG',
			'TASK_CATEGORY',
			'SEVERITY_TYPE',
		];
		const names = [
			...PREDEFINED_FIELDS,
			...collidesWithKnown,
			'PROCESSNAME',
			'USERAGENT',
			'TASK',
			'COMMON_SEVERITY',
			'A_B',
			'A__B',
			'A_B_',
			'A',
			'A_',
			'A__',
		];
		expect(new Set(names.map(displayName)).size).toBe(new Set(names).size);
		const name = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/);
		fc.assert(
			fc.property(
				name,
				name,
				(one, other) => one === other || displayName(one) !== displayName(other),
			),
		);
	});

	it('is never empty', () => {
		for (const field of [...PREDEFINED_FIELDS, 'X', 'X_']) expect(displayName(field)).not.toBe('');
	});
});

describe('defaultGroup', () => {
	it.each([
		['Windows', 'WindowsGroup'],
		['Unix', 'UnixGroup'],
		['Apache Access Logs', 'WebServerGroup'],
		['anything else', 'DefaultGroup'],
	])('puts %s into %s', (logType, group) => {
		expect(defaultGroup(logType)).toBe(group);
	});
});

it('lists each predefined field and log type once', () => {
	expect(new Set(PREDEFINED_FIELDS).size).toBe(PREDEFINED_FIELDS.length);
	expect(new Set(PREDEFINED_LOG_TYPES.map(({ id }) => id)).size).toBe(PREDEFINED_LOG_TYPES.length);
});
