/** graphile-worker (a queue on PostgreSQL), on a server of its own with default durability (fsync on). */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Accepts `count` no-op jobs from 32 callers while 32 workers run them; undefined without PostgreSQL. */
export async function measureGraphile(folder: string, count: number): Promise<number | undefined> {
	const postgres = startPostgres(folder);
	if (postgres === undefined) return undefined;
	try {
		return await measure(postgres.url, count);
	} finally {
		postgres.stop();
	}
}

async function measure(connectionString: string, count: number): Promise<number> {
	const { Logger, makeWorkerUtils, run } = await import('graphile-worker' as string);
	const { default: pg } = await import('pg' as string);
	const logger = new Logger(() => () => undefined);
	// One pool for both, so that it can be ended before PostgreSQL is.
	const pgPool = new pg.Pool({ connectionString, max: 65 });
	pgPool.on('error', () => undefined);
	pgPool.on('connect', (client: any) => client.on('error', () => undefined));
	const utils = await makeWorkerUtils({ pgPool, logger });
	await utils.migrate();
	let done = 0;
	let finished = (): void => undefined;
	const all = new Promise<void>((resolve) => (finished = resolve));
	const runner = await run({
		pgPool,
		logger,
		concurrency: 32,
		noHandleSignals: true,
		taskList: {
			noop: () => {
				if (++done === count) finished();
			},
		},
	});
	const start = performance.now();
	let next = 0;
	const submit = async (): Promise<void> => {
		while (next < count) await utils.addJob('noop', { n: next++ });
	};
	await Promise.all(Array.from({ length: 32 }, submit));
	await all;
	const seconds = (performance.now() - start) / 1000;
	await runner.stop();
	await utils.release();
	await pgPool.end();
	return count / seconds;
}

/** A cluster in `folder` on a socket of its own; `BENCH_POSTGRES=postgres://…` uses another server instead. */
function startPostgres(folder: string): { url: string; stop(): void } | undefined {
	const given = process.env['BENCH_POSTGRES'];
	if (given !== undefined) return { url: given, stop: () => undefined };
	const bin = postgresBin();
	if (bin === undefined) return undefined;
	const data = join(folder, 'postgres');
	mkdirSync(data);
	// PostgreSQL refuses to run as root, which is who runs benchmarks in containers.
	const asRoot = process.getuid?.() === 0;
	if (asRoot) {
		const user = Number(execFileSync('id', ['-u', 'postgres']));
		chownSync(data, user, user);
		chmodSync(folder, 0o755);
	}
	const call = (program: string, ...args: string[]): void => {
		const line = [join(bin, program), ...args];
		const whole = asRoot ? ['runuser', '-u', 'postgres', '--', ...line] : line;
		execFileSync(whole[0] as string, whole.slice(1), { stdio: 'ignore', cwd: data });
	};
	call('initdb', '-D', data, '-U', 'postgres', '-A', 'trust');
	const options = `-c listen_addresses= -c unix_socket_directories=${data}`;
	call('pg_ctl', '-D', data, '-w', '-l', join(data, 'log'), '-o', options, 'start');
	return {
		url: `postgres://postgres@/postgres?host=${encodeURIComponent(data)}`,
		stop: () => call('pg_ctl', '-D', data, '-m', 'fast', '-w', 'stop'),
	};
}

function postgresBin(): string | undefined {
	const found = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' }).stdout?.trim();
	const debian = '/usr/lib/postgresql';
	const versions = existsSync(debian) ? readdirSync(debian) : [];
	return [found, ...versions.map((version) => join(debian, version, 'bin'))].find(
		(bin) => bin !== undefined && bin !== '' && existsSync(join(bin, 'initdb')),
	);
}
