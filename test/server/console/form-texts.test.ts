/** What forms of the console read from text: windows and fields of rules, tables of words, arguments of workflows. */
import { mappingText, readMapping } from '../../../server/console/client/mapping';
import {
	notificationText,
	readNotifications,
} from '../../../server/console/client/notification-lines';
import {
	readFields,
	readWindow,
	ruleSentence,
	windowText,
} from '../../../server/console/client/rule';
import { type Argument, readArguments } from '../../../server/console/client/run-arguments';

describe('windows of rules', () => {
	it.each([
		['', undefined],
		['30 s', 30_000],
		['30sec', 30_000],
		['10 min', 600_000],
		['10 m', 600_000],
		['10 minutes', 600_000],
		['1.5 h', 5_400_000],
		['2 days', 172_800_000],
	])('reads "%s"', (text, ms) => {
		expect(readWindow(text)).toBe(ms);
	});

	it.each(['10', 'min', '-1 s', '5 weeks'])('refuses "%s"', (text) => {
		expect(() => readWindow(text)).toThrow(
			`Window: expected a time such as 30 s, 10 min, 2 h or 1 d, not "${text}"`,
		);
	});

	it.each([
		[undefined, ''],
		[1_000, '1 s'],
		[90_000, '90 s'],
		[600_000, '10 min'],
		[86_400_000, '1 d'],
		[1_500, '1.5 s'],
	])('writes %d ms as "%s", and reads it again', (ms, text) => {
		expect(windowText(ms)).toBe(text);
		expect(readWindow(text)).toBe(ms);
	});
});

it('reads names of fields, each once', () => {
	expect(readFields(' hostname, USERNAME  hostname,,')).toEqual(['HOSTNAME', 'USERNAME']);
	expect(readFields('')).toEqual([]);
});

it.each([
	[{ steps: [{ query: 'x', count: 1 }] }, 'Every event that fits'],
	[{ steps: [{ query: 'x', count: 5 }], within: 60_000 }, '5 events that fit within 1 min'],
	[
		{ steps: [{ query: 'x', count: 1 }], within: 60_000, by: ['HOSTNAME'] },
		'An event that fits, but one alert within 1 min with the same HOSTNAME',
	],
	[
		{
			steps: [
				{ query: 'x', count: 5 },
				{ query: 'y', count: 1 },
			],
			within: 600_000,
			by: ['HOSTNAME', 'USERNAME'],
		},
		'2 steps in this order within 10 min with the same HOSTNAME, USERNAME',
	],
])('says what a rule looks for', (rule, sentence) => {
	expect(ruleSentence(rule)).toBe(sentence);
});

describe('tables of words', () => {
	const KNOWN = ['open', 'closed'];

	it('writes and reads them', () => {
		const table = { 'To Do': 'open', 'a = b': 'closed' };
		expect(readMapping(mappingText(table), KNOWN, 'right')).toEqual(table);
		expect(readMapping('\n open = To Do \n\n', KNOWN, 'left')).toEqual({ open: 'To Do' });
		expect(readMapping('', KNOWN, 'left')).toEqual({});
	});

	it.each([
		['open', 'left', 'Line 1: expected "word = word", not "open"'],
		['= open', 'right', 'Line 1: expected "word = word", not "= open"'],
		['a = open\nb = opened', 'right', 'Line 2: expected one of open, closed, not "opened"'],
		['done = x', 'left', 'Line 1: expected one of open, closed, not "done"'],
		['a = open\n\na = closed', 'right', 'Line 3: "a" is there twice'],
	] as const)('refuses %j', (text, side, message) => {
		expect(() => readMapping(text, KNOWN, side)).toThrow(message);
	});
});

describe('notifications', () => {
	it('are read line by line, and written so', () => {
		const text = 'email: a@example.com, b@example.com\n\nWebhook: https://example.com/x:1';
		const notifications = [
			{ channel: 'email', to: ['a@example.com', 'b@example.com'] },
			{ channel: 'webhook', to: ['https://example.com/x:1'] },
		];
		expect(readNotifications(text)).toEqual(notifications);
		expect(readNotifications(notificationText(notifications))).toEqual(notifications);
		expect(readNotifications('')).toEqual([]);
	});

	it.each(['a@example.com', 'fax: 1', ': x'])('refuse "%s"', (line) => {
		expect(() => readNotifications(`sms: 1\n${line}`)).toThrow(
			`Notifications, line 2: expected email, sms, webhook, a colon and addresses, not "${line}"`,
		);
	});
});

describe('arguments of workflows', () => {
	const argument = (name: string, type: Argument['type'], more: Partial<Argument> = {}) => ({
		...{ name, type, description: '', mandatory: false },
		...more,
	});
	const DECLARED = [
		argument('device', 'text', { mandatory: true }),
		argument('count', 'number', { mandatory: true, default: 3 }),
		argument('force', 'boolean'),
	];

	it('gives each its type and leaves empty ones to the defaults', () => {
		expect(readArguments(DECLARED, { device: ' srv ', count: '1e2', force: 'true' })).toEqual({
			...{ device: 'srv', count: 100, force: true },
		});
		expect(readArguments(DECLARED, { device: 'srv', count: ' ', other: 'x' })).toEqual({
			device: 'srv',
		});
	});

	it.each([
		[{}, 'device: a value is required'],
		[{ device: 'srv', count: 'many' }, 'count: expected a number, not "many"'],
		[{ device: 'srv', force: 'yes' }, 'force: expected true or false, not "yes"'],
	])('refuses %j', (given, message) => {
		expect(() => readArguments(DECLARED, given)).toThrow(message);
	});
});
