/** The command line as users run it: child processes of the built server, ended with the test file. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const BIN = join(__dirname, '../../server/bin/log360-server.js');
const running = new Set<ChildProcess>();

afterAll(async () => {
	await Promise.all([...running].map((child) => ended(child, 'SIGKILL')));
});

/** How a command ended. */
export interface Outcome {
	readonly code: number | null;
	readonly signal: NodeJS.Signals | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** A started server process. */
export interface ServerProcess {
	readonly url: string;
	readonly demoToken: string;
	readonly v1Token: string;
	/** Makes a token of every scope, `admin` too. */
	adminToken(): Promise<string>;
	/** Sends `signal` and resolves once the process has ended. */
	end(signal: NodeJS.Signals): Promise<Outcome>;
}

function launch(args: readonly string[], env: NodeJS.ProcessEnv) {
	const child = spawn(process.execPath, [BIN, ...args], {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	running.add(child);
	const text = { stdout: '', stderr: '' };
	child.stdout.on('data', (chunk) => (text.stdout += String(chunk)));
	child.stderr.on('data', (chunk) => (text.stderr += String(chunk)));
	const outcome = new Promise<Outcome>((resolve) => {
		child.on('close', (code, signal) => {
			running.delete(child);
			resolve({ code, signal, ...text });
		});
	});
	return { child, text, outcome };
}

/** Runs a command to its end. */
export function runCli(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
	return launch(args, env).outcome;
}

/** Starts a server without demo data on a free port; resolves once it answers, rejects when it ends before. */
export function startCli(data: string, args: readonly string[] = []): Promise<ServerProcess> {
	const { child, text, outcome } = launch(
		['start', '--data', data, '--port', '0', '--empty', '--demo-tokens', '--json', ...args],
		{},
	);
	return new Promise((resolve, reject) => {
		child.stdout.on('data', () => {
			if (!text.stdout.includes('\n')) return;
			const ready = JSON.parse(text.stdout.slice(0, text.stdout.indexOf('\n'))) as Omit<
				ServerProcess,
				'end' | 'adminToken'
			>;
			let made: Promise<string> | undefined;
			const adminToken = () => (made ??= tokenOfAllScopes(data));
			resolve({ ...ready, adminToken, end: (signal) => (child.kill(signal), outcome) });
		});
		void outcome.then(({ code, stderr }) =>
			reject(new Error(`The server ended with ${code}: ${stderr}`)),
		);
	});
}

async function tokenOfAllScopes(data: string): Promise<string> {
	const { stdout } = await runCli(
		`token create --scope *,admin --expires never --json --data ${data}`.split(' '),
	);
	return (JSON.parse(stdout) as { secret: string }).secret;
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	const exit = new Promise((resolve) => child.once('close', resolve));
	child.kill(signal);
	await exit;
}
