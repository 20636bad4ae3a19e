/** Lines of applications' own loggers after their time: level, thread, process, logger, in the layouts of log4j, logback, NLog, Python, logcat. */

import type { Draft } from './draft';
import type { FormatInfo } from './format';
import { isIpAddress } from './ip';
import { severityOf } from './severity';

/** Parts that a layout may have before the message. */
const MAX_PARTS = 8;
const MAX_WORD = 200;
const LOGCAT_LEVELS: ReadonlyMap<string, string> = new Map([
	['V', 'debug'],
	['D', 'debug'],
	['I', 'info'],
	['W', 'warning'],
	['E', 'error'],
	['F', 'fatal'],
	['A', 'fatal'],
]);
const LOGGER = /^[A-Za-z_/][\w.$/@:#+-]*$/;
/** A program and a dash, with nothing before them, as Proxifier writes; `*64` marks 64-bit programs. */
const PROGRAM = /^([\w.-]{1,60}(?: \*64)?) - /;
const CLIENT = /^client ([\da-fA-F.:]{2,45}?)(?::(\d{1,5}))?$/;

/** What the parts before the message told. */
interface Parts {
	level: string | undefined;
	thread: string | undefined;
	logger: string | undefined;
	readonly numbers: number[];
	client: RegExpExecArray | undefined;
	user: string | undefined;
}

/**
 * Reads the parts from the beginning of a message and sets SEVERITY, SOURCE (the logger), PROCESSID, THREAD.
 *
 * @returns where the message proper begins; undefined, with nothing set, when no level is among the parts
 */
export function readApplication(text: string, draft: Draft): number | undefined {
	const parts: Parts = {
		level: undefined,
		thread: undefined,
		logger: undefined,
		numbers: [],
		client: undefined,
		user: undefined,
	};
	const program = PROGRAM.exec(text);
	let at = program?.[0].length ?? 0;
	parts.logger = program?.[1];
	for (let count = 0; count < MAX_PARTS && program === null; count++) {
		at = skipMarks(text, at);
		const end = readPart(text, at, parts);
		if (end === undefined) break;
		at = end;
	}
	const isBare = parts.logger !== undefined && (program !== null || text[0] === '|');
	if (parts.level === undefined && !isBare) return undefined;
	set(parts, draft);
	return skipMarks(text, at);
}

function set(parts: Parts, draft: Draft): void {
	const { fields } = draft;
	if (parts.level !== undefined) draft.setLevel(parts.level);
	if (parts.logger !== undefined) fields.SOURCE = parts.logger;
	if (parts.thread !== undefined) fields.THREAD = parts.thread;
	const [process, thread] = parts.numbers;
	if (process !== undefined) fields.PROCESSID = process;
	if (thread !== undefined) fields.THREADID = thread;
	if (parts.client !== undefined) {
		const [, address = '', port] = parts.client;
		if (isIpAddress(address)) fields.REMOTEIP = address;
		if (port !== undefined) fields.REMOTEPORT = Number(port);
	}
	if (parts.user !== undefined) fields.USERNAME = parts.user;
	fields.LOGTYPE = 'Application';
	draft.format = APPLICATION.name;
}

function skipMarks(text: string, from: number): number {
	let at = from;
	for (;;) {
		const char = text[at];
		if (char === ' ' || char === '\t' || char === '|' || char === ',') at++;
		else if (char === '-' && / |-/.test(text[at + 1] ?? '')) at++;
		else if (char === ':' && text[at + 1] === ' ') at++;
		else return at;
	}
}

/** Reads one part; returns where it ends, undefined when the message begins at `at`. */
function readPart(text: string, at: number, parts: Parts): number | undefined {
	if (text[at] === '[') return readBracket(text, at, parts);
	if (isComplete(parts)) return undefined;
	let end = at;
	while (end < text.length && end - at < MAX_WORD && !' \t|,'.includes(text[end]!)) end++;
	const word = text.slice(at, end);
	if (word === '') return undefined;
	const bare = word.endsWith(':') ? word.slice(0, -1) : word;
	if (parts.level === undefined) {
		if (isLevel(bare, text, end)) {
			parts.level = bare;
			return end;
		}
		if (parts.numbers.length === 2 && LOGCAT_LEVELS.has(word)) {
			parts.level = LOGCAT_LEVELS.get(word)!;
			return end;
		}
	}
	if (/^\d{1,10}$/.test(word) && parts.numbers.length < 2) {
		parts.numbers.push(Number(word));
		return end;
	}
	if (parts.level === undefined && text[0] !== '|') return readUser(word, end, parts);
	if (parts.logger !== undefined || !LOGGER.test(bare) || !endsLogger(text, word, end))
		return undefined;
	parts.logger = bare;
	return end;
}

/** Whether level and logger are known: what follows, brackets with numbers and clients aside, is the message. */
function isComplete({ level, logger }: Parts): boolean {
	return level !== undefined && logger !== undefined;
}

/** `user@database` of PostgreSQL, before the level. */
function readUser(word: string, end: number, parts: Parts): number | undefined {
	const user = /^([\w.-]{1,64})@[\w.-]{1,64}$/.exec(word)?.[1];
	if (user === undefined || parts.user !== undefined) return undefined;
	parts.user = user;
	return end;
}

/** Capitals are a level wherever they stand; other spellings only where a mark or a gap ends them. */
function isLevel(word: string, text: string, end: number): boolean {
	if (severityOf(word) === undefined) return false;
	if (word === word.toUpperCase()) return true;
	return /[|,:\]]/.test(text[end] ?? '|') || text.startsWith('  ', end) || text[end] === '\t';
}

function endsLogger(text: string, word: string, end: number): boolean {
	if (word.endsWith(':') || text[end] === '|') return true;
	return / (?:: |- |\[| {2})/y.test(text.slice(end, end + 4));
}

/** `[main]`, `[1234]`, `[error]`, `[core:error]`, `[pid 12]`, `[client 192.0.2.1:5555]`. */
function readBracket(text: string, at: number, parts: Parts): number | undefined {
	const close = closing(text, at);
	if (close < 0) return undefined;
	const inside = text.slice(at + 1, close).trim();
	const level = inside.includes(':') ? inside.slice(inside.lastIndexOf(':') + 1) : inside;
	if (parts.level === undefined && severityOf(level) !== undefined) {
		parts.level = level;
		if (level !== inside) parts.logger = inside.slice(0, -level.length - 1) || undefined;
		return close + 1;
	}
	const process = /^(?:pid )?(\d{1,10})(?::tid \d{1,20})?$/.exec(inside)?.[1];
	if (process !== undefined && parts.numbers.length < 2) parts.numbers.push(Number(process));
	else if (CLIENT.test(inside)) parts.client = CLIENT.exec(inside)!;
	else if (parts.thread === undefined && !isComplete(parts)) parts.thread = inside;
	else return undefined;
	return close + 1;
}

/** Where the bracket that opens at `at` closes, nested ones included; -1 when it does not within a part's length. */
function closing(text: string, at: number): number {
	let depth = 0;
	for (let i = at; i < text.length && i - at < MAX_WORD; i++) {
		if (text[i] === '[') depth++;
		else if (text[i] === ']' && --depth === 0) return i;
	}
	return -1;
}

/** Lines of applications. */
export const APPLICATION: FormatInfo = {
	name: 'application',
	title: "Lines of applications' loggers: time, level, thread, logger, message",
	logTypes: ['Application'],
	fields: [
		'SEVERITY',
		'SOURCE',
		'PROCESSID',
		'THREAD',
		'THREADID',
		'REMOTEIP',
		'REMOTEPORT',
		'USERNAME',
		'MESSAGE',
	],
	sources: [{ category: 'application' }],
};
