/** A PostgreSQL of one's own on loopback, in a temporary folder, for tests and developers: started, stopped, and nothing of it left. */
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync, chownSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePorts } from '../../scripts/n8n/ports.mjs';

/** Where Debian and Ubuntu put the programs of each version. */
const DEBIAN = '/usr/lib/postgresql';
/** Oldest version that is tried out. */
const OLDEST = 15;
const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 30_000;
/** Somebody may take the free port in the moment before the server does. */
const TRIES = 5;

/**
 * The folder with `initdb` and `postgres`: the newest of Debian's versions, else the first on the path.
 *
 * @returns {string | undefined}
 */
function programs() {
	const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number) : [];
	const newest = versions.filter((it) => it >= OLDEST).sort((a, b) => b - a);
	const folders = [
		...newest.map((version) => join(DEBIAN, String(version), 'bin')),
		...(process.env.PATH ?? '').split(delimiter),
	];
	return folders.find((folder) =>
		['initdb', 'postgres'].every((it) => existsSync(join(folder, it))),
	);
}

/** The user that runs the server, which refuses to be run by root; undefined = this one. */
function otherUser() {
	if (process.getuid?.() !== 0) return undefined;
	const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
}

/** Starts the server process; it ends when this process does, however that ends (where `setpriv` can see to it). */
function launch(bin, folder, port, user, settings) {
	const args = ['-D', join(folder, 'data'), '-h', '127.0.0.1', '-p', String(port), '-k', ''];
	const server = [join(bin, 'postgres'), ...args, ...settings.flatMap((it) => ['-c', it])];
	const [program, ...rest] = existsSync('/usr/bin/setpriv')
		? ['/usr/bin/setpriv', '--pdeathsig', 'INT', ...server]
		: server;
	return spawn(program, rest, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], ...user });
}

/** Resolves with what the server has written once it takes connections, or with what it said before it ended. */
function ready(child) {
	return new Promise((resolve) => {
		let text = '';
		const done = (up) => {
			clearTimeout(timer);
			resolve({ up, text });
		};
		const timer = setTimeout(() => done(false), START_LIMIT_MS);
		child.stderr.on('data', (chunk) => {
			text = (text + chunk).slice(-10_000);
			if (text.includes('ready to accept connections')) done(true);
		});
		child.once('error', (error) => {
			text += error.message;
			done(false);
		});
		child.once('exit', () => done(false));
	});
}

function ended(child) {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
	return new Promise((resolve) => void child.once('exit', resolve));
}

/** Ends the server: its sessions are cut off; whatever was committed is on disk. */
async function end(child, signal) {
	child.kill(signal);
	const timer = setTimeout(() => child.kill('SIGQUIT'), STOP_LIMIT_MS);
	await ended(child);
	clearTimeout(timer);
}

/**
 * Starts a PostgreSQL with an empty database.
 *
 * @param {{ durable?: boolean }} [options] `durable: false` leaves out the waits for the disk, which only a machine that
 *   loses its power would miss; default true
 * @returns {Promise<{ missing: string } | { url: string, programs: string, port: number, pid: number, stop(): Promise<void>,
 *   crash(): Promise<void>, restart(): Promise<void> }>} `missing` says what is not installed; `url` has the password of this
 *   server, made for it; `programs` is the folder of its version's programs, `pg_dump` among them;
 *   `crash` ends it without any tidying, and `restart` starts it again on the same port and data; `stop` ends it and
 *   removes its folder
 */
export async function startPostgres({ durable = true } = {}) {
	const bin = programs();
	if (bin === undefined)
		return {
			missing: `PostgreSQL ${OLDEST} or later is not installed (Debian: apt-get install postgresql)`,
		};
	let user;
	try {
		user = otherUser();
	} catch {
		return { missing: 'PostgreSQL cannot be run by root, and there is no user "postgres"' };
	}
	const folder = mkdtempSync(join(tmpdir(), 'log360-postgres-'));
	const remove = () => rmSync(folder, { recursive: true, force: true });
	const password = randomBytes(18).toString('base64url');
	const settings = [
		'max_connections=200',
		'shared_buffers=32MB',
		...(durable ? [] : ['fsync=off', 'full_page_writes=off']),
	];
	let child;
	const start = async (port) => {
		child = launch(bin, folder, port, user, settings);
		return ready(child);
	};
	try {
		const secret = join(folder, 'password');
		writeFileSync(secret, password, { mode: 0o600 });
		if (user !== undefined) for (const it of [folder, secret]) chownSync(it, user.uid, user.gid);
		execFileSync(
			join(bin, 'initdb'),
			[
				...['-D', join(folder, 'data'), '-U', 'log360', '-A', 'scram-sha-256', '--pwfile', secret],
				...['-E', 'UTF8', '--locale=C.UTF-8', ...(durable ? [] : ['--no-sync'])],
			],
			{ stdio: ['ignore', 'ignore', 'pipe'], cwd: folder, ...user },
		);
		rmSync(secret);
		for (let attempt = 1; ; attempt++) {
			const [port] = await freePorts(1);
			const { up, text } = await start(port);
			if (up) return running(port);
			await end(child, 'SIGKILL');
			if (attempt === TRIES || !text.includes('could not bind'))
				throw new Error(
					`PostgreSQL did not start: ${text.trim().split('\n').slice(-5).join(' · ')}`,
				);
		}
	} catch (error) {
		if (child !== undefined) await end(child, 'SIGKILL');
		remove();
		throw error;
	}

	function running(port) {
		return {
			url: `postgres://log360:${password}@127.0.0.1:${port}/postgres`,
			programs: bin,
			port,
			get pid() {
				return child.pid;
			},
			crash: () => end(child, 'SIGQUIT'),
			async restart() {
				await end(child, 'SIGINT');
				const { up, text } = await start(port);
				if (!up) throw new Error(`PostgreSQL did not start again: ${text.trim()}`);
			},
			async stop() {
				await end(child, 'SIGINT');
				remove();
			},
		};
	}
}
