/** The part of a syslog line that names its program: `sshd[12]:`, `su(pam_unix)[12]:`, `launchd[1] (com.example[3]):`. */

import type { Draft } from './draft';

/** Longest text in which a tag is looked for. */
const WINDOW = 256;
/**
 * Program, module in parentheses, pid in brackets, and what some put between the pid and the colon; gdm leaves only the
 * second bracket of a pid: `gdm-password]:`.
 */
const TAG =
	/^((?!\d+:)[^\s:[\]%{}"=()|,]{1,100})(?:\(([\w-]{1,40})\))?(?:\[([^\]\s]{0,40})\](?: (\([^()]{1,120}\)|[\w.-]{1,100}(?:\[[^\]\s]{1,60}\])?))?|\])?:(?=\s|$)/;
/** A program of several words or with a version, which only a pid or the colon right after the version tells. */
const SPACED_TAG =
	/^(?:-- )?([A-Za-z][\w.-]{0,40}(?: [\w.-]{1,20}){0,2})(?:\[(\d{1,10})\]|(?<= \d[\d.]{1,15})):(?=\s|$)/;
/** Solaris puts message id, facility and level before the message. */
const SOLARIS = /^\[ID (\d{1,10}) ([a-z0-9]{1,10})\.([a-z]{1,10})\] /;

/** What a tag says, and where the message begins after it. */
export interface Tag {
	readonly program: string;
	/** PAM module and the like, of old tags such as `sshd(pam_unix)[12]`; '' when none is named. */
	readonly module: string;
	readonly processId: string;
	/** Text between pid and colon; '' when there is none. */
	readonly detail: string;
	/** Where the text goes on after the colon. */
	readonly end: number;
}

/** The tag at `at`: one word, with or without a pid; undefined when none stands there. */
export function readTag(text: string, at: number): Tag | undefined {
	const usual = readUsualTag(text, at);
	if (usual !== undefined) return usual;
	const match = TAG.exec(text.slice(at, at + WINDOW));
	if (match === null) return undefined;
	const [whole, program, module = '', processId = '', detail = ''] = match;
	return { program: program!, module, processId, detail, end: at + whole.length };
}

/** `sshd[12]: ` and `cron: ` without a regular expression: letters, digits and `_ . / -`, and a pid of digits. */
function readUsualTag(text: string, at: number): Tag | undefined {
	let end = at;
	while (isProgramCharacter(text.charCodeAt(end)) && end - at < 100) end++;
	if (end === at || isDigit(text.charCodeAt(at))) return undefined;
	const program = text.slice(at, end);
	let processId = '';
	if (text[end] === '[') {
		const start = ++end;
		while (isDigit(text.charCodeAt(end)) && end - start < 16) end++;
		if (text[end] !== ']' || end === start) return undefined;
		processId = text.slice(start, end);
		end++;
	}
	if (text[end] !== ':' || text[end + 1] !== ' ') return undefined;
	return { program, module: '', processId, detail: '', end: end + 1 };
}

function isProgramCharacter(code: number): boolean {
	return (
		(code >= 97 && code <= 122) ||
		(code >= 65 && code <= 90) ||
		(code >= 45 && code <= 57) ||
		code === 95
	);
}

/** Whether a pid is a number of at most 15 digits. */
function isNumber(text: string): boolean {
	if (text.length > 15) return false;
	for (let at = 0; at < text.length; at++) if (!isDigit(text.charCodeAt(at))) return false;
	return true;
}

function isDigit(code: number): boolean {
	return code >= 48 && code <= 57;
}

/** The tag of several words at `at`, with a pid or a version; undefined when none stands there. */
export function readSpacedTag(text: string, at: number): Tag | undefined {
	const match = SPACED_TAG.exec(text.slice(at, at + WINDOW));
	if (match === null) return undefined;
	const [whole, program, processId = ''] = match;
	return { program: program!, module: '', processId, detail: '', end: at + whole.length };
}

/** Sets what a tag says; returns where the message begins. */
export function setTag(tag: Tag, text: string, draft: Draft): number {
	const { fields } = draft;
	const { processId } = tag;
	fields.SOURCE = tag.program;
	if (tag.module !== '') fields.MODULE = tag.module;
	if (processId !== '') {
		fields.PROCESSID = isNumber(processId) ? Number(processId) : processId;
	}
	if (tag.detail !== '') fields.SOURCE_DETAIL = tag.detail.replace(/^\((.*)\)$/, '$1');
	let end = tag.end;
	while (text[end] === ' ') end++;
	if (text[end] === '[' && text[end + 1] === 'I') {
		const solaris = SOLARIS.exec(text.slice(end, end + 64));
		if (solaris !== null) {
			fields.MSGID = solaris[1]!;
			fields.FACILITY ??= solaris[2]!;
			draft.setLevel(solaris[3]!);
			end += solaris[0].length;
		}
	}
	return end;
}
