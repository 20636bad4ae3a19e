/** What sudo says about commands run, and refused, on behalf of others. */

import type { Fields } from './format';
import { parsePam } from './pam';

/** `user : reason ; KEY=value ; ... ; COMMAND=the rest`, where the reason stands only in refusals. */
const ENTRY = /^(?<user>\S+) : (?<rest>.*)$/s;
const KEYS: ReadonlyMap<string, string> = new Map(
	Object.entries({
		TTY: 'TTY',
		PWD: 'PWD',
		USER: 'TARGETUSER',
		GROUP: 'TARGETGROUP',
		CHROOT: 'CHROOT',
		TSID: 'TSID',
		ENV: 'ENV',
	}),
);

/** Sets USERNAME, TARGETUSER, COMMAND, TTY, PWD, RESULT and IENAME; REASON when sudo refused. */
export function parseSudo(message: string, fields: Fields): void {
	if (message.startsWith('pam_')) {
		parsePam(message, fields);
		return;
	}
	const entry = ENTRY.exec(message);
	if (entry === null) return;
	let rest = entry.groups!.rest!;
	// The command goes on to the end of the line and may hold " ; " itself.
	const command = rest.startsWith('COMMAND=') ? 0 : rest.indexOf('; COMMAND=');
	if (command >= 0) {
		fields.COMMAND = rest.slice(rest.indexOf('=', command) + 1);
		rest = rest.slice(0, command);
	}
	let reason = '';
	for (const part of rest.split(' ; ')) {
		const text = part.trim();
		const equals = text.indexOf('=');
		const name = equals > 0 ? KEYS.get(text.slice(0, equals)) : undefined;
		if (name !== undefined) fields[name] = text.slice(equals + 1);
		else if (text !== '' && reason === '') reason = text;
	}
	if (command < 0 && fields.TTY === undefined) return;
	fields.USERNAME = entry.groups!.user!;
	fields.RESULT = reason === '' ? 'success' : 'failure';
	fields.IENAME = reason === '' ? 'Command run as another user' : 'Command refused';
	if (reason !== '') fields.REASON = reason;
}
