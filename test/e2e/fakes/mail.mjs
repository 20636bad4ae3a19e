/** A mail server (SMTP, RFC 5321) that keeps what it is given; messages are read by the parser in n8n's own tree. */
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const DEADLINE_MS = 60_000;
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

/**
 * A message, as its reader sees it.
 *
 * @typedef {object} Mail
 * @property {string} from - of the envelope
 * @property {string[]} to - of the envelope
 * @property {string} subject
 * @property {string} text - without markup
 * @property {string} html - empty for plain messages
 * @property {{ filename: string, contentType: string, content: Buffer }[]} attachments
 */

/**
 * @typedef {object} MailServer
 * @property {number} port - on 127.0.0.1, without TLS
 * @property {(nth: number) => Promise<Mail>} mail - waits for the nth message, counted from 1
 * @property {() => number} count - messages so far
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a mail server that takes every message from a client that signs in as `soc` with the password `mail-password`.
 *
 * @param {(id: string) => any} requireOf - loads a package from n8n's tree
 * @returns {Promise<MailServer>}
 */
export async function startMail(requireOf) {
	const { simpleParser } = requireOf('mailparser');
	/** @type {Mail[]} */
	const mails = [];
	const sockets = new Set();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket)).on('error', () => {});
		talk(socket, async (from, to, source) => {
			const { subject, text, html, attachments } = await simpleParser(source);
			mails.push({ from, to, subject, text: text ?? '', html: html || '', attachments });
		});
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		port,
		count: () => mails.length,
		mail: async (nth) => {
			const deadline = Date.now() + DEADLINE_MS;
			while (mails.length < nth) {
				assert.ok(Date.now() < deadline, `${mails.length} of ${nth} mails came`);
				await sleep(100);
			}
			return mails[nth - 1];
		},
		stop: () =>
			new Promise((resolve) => {
				for (const socket of sockets) socket.destroy();
				server.close(() => resolve());
			}),
	};
}

const CREDENTIALS = Buffer.from('\0soc\0mail-password').toString('base64');

/**
 * The server's side of one connection.
 *
 * @param {import('node:net').Socket} socket
 * @param {(from: string, to: string[], source: string) => Promise<void>} take
 */
function talk(socket, take) {
	let from = '';
	/** @type {string[]} */
	let to = [];
	let signedIn = false;
	/** @type {string[] | undefined} */
	let lines;
	const say = (/** @type {string} */ line) => socket.write(`${line}\r\n`);
	const command = (/** @type {string} */ line) => {
		const [verb] = line.toUpperCase().split(/[ :]/);
		const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
		if (verb === 'EHLO') return say('250-mail.example.com\r\n250-8BITMIME\r\n250 AUTH PLAIN');
		if (verb === 'QUIT') return socket.end('221 Bye\r\n');
		if (verb === 'AUTH') {
			signedIn = line.endsWith(` ${CREDENTIALS}`);
			return say(signedIn ? '235 Welcome' : '535 Wrong user name or password');
		}
		if (!signedIn) return say('530 Sign in first');
		if (verb === 'MAIL') {
			from = address;
			to = [];
			return say('250 OK');
		}
		if (verb === 'RCPT') {
			to.push(address);
			return say('250 OK');
		}
		if (verb !== 'DATA' || to.length === 0) return say('503 Not now');
		lines = [];
		return say('354 End with a dot');
	};
	let rest = '';
	socket.setEncoding('latin1').on('data', (part) => {
		const all = `${rest}${part}`.split('\r\n');
		rest = all.pop() ?? '';
		for (const line of all) {
			if (!lines) command(line);
			else if (line !== '.') lines.push(line.replace(/^\./, ''));
			else {
				const source = Buffer.from(lines.join('\r\n'), 'latin1').toString();
				lines = undefined;
				take(from, to, source).then(
					() => say('250 Taken'),
					(error) => say(`554 ${String(error)}`),
				);
			}
		}
	});
	say('220 mail.example.com');
}

/**
 * Presses a button of a mail in which n8n asks for an answer, as a browser would.
 *
 * @param {Mail} mail
 * @param {string} label - of the button
 */
export async function press({ html }, label) {
	const links = [...html.matchAll(/<a [^>]*?href="([^"]+)"[^>]*>([^<]*)<\/a>/g)];
	const link = links.find(([, , text]) => text.trim() === label)?.[1].replaceAll('&amp;', '&');
	assert.ok(link, `the mail has no button ${label}: ${html}`);
	const deadline = Date.now() + DEADLINE_MS;
	for (;;) {
		const answer = await fetch(link, { headers: { 'user-agent': BROWSER } });
		const page = await answer.text();
		if (answer.ok) {
			// Who calls itself a bot, such as a preview of mails, gets an empty page and has no say.
			assert.notEqual(page, '', 'n8n took the answer for that of a bot');
			return;
		}
		// The mail arrives before n8n has put the execution to sleep.
		assert.ok(answer.status === 409 || answer.status === 404, `${answer.status}`);
		assert.ok(Date.now() < deadline, 'the execution does not wait for an answer');
		await sleep(200);
	}
}
