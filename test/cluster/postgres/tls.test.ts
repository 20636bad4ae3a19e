/** TLS to a real PostgreSQL: certificates that are trusted are, others are refused with the reason, and nothing is sent in the clear. */
import { PostgresDatabase } from '../../../server/storage/postgres';
import { selfSigned } from '../../server/config/self-signed';
import { administer, describePostgres, newSchema, postgresUrl } from './fixture';

/** Writes a file into the server's own folder, as its user and readable for nobody else. */
async function writeOnServer(file: string, text: string): Promise<void> {
	await administer((client) =>
		client.query(
			`COPY (SELECT unnest(string_to_array('${text.trim()}', E'\\n'))) TO PROGRAM 'umask 077; cat > ${file}'`,
		),
	);
}

async function configure(...settings: readonly string[]): Promise<void> {
	await administer(async (client) => {
		for (const setting of [...settings]) await client.query(`ALTER SYSTEM ${setting}`);
		await client.query('SELECT pg_reload_conf()');
	});
}

/** The address by name or number, with what else is asked for. */
function address(host: string, sslmode?: string): string {
	const url = new URL(postgresUrl());
	url.hostname = host;
	if (sslmode !== undefined) url.searchParams.set('sslmode', sslmode);
	return url.href;
}

async function open(url: string, ca?: string): Promise<boolean> {
	const database = await PostgresDatabase.open({ url, ca, schema: newSchema() }, []);
	try {
		const rows = await database.read((sql) =>
			sql.all<{ ssl: boolean }>('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()'),
		);
		return rows[0]?.ssl === true;
	} finally {
		await database.close();
	}
}

describePostgres('TLS to PostgreSQL', () => {
	const { cert, key } = selfSigned();

	beforeAll(async () => {
		await writeOnServer('test.crt', cert);
		await writeOnServer('test.key', key);
		await configure(
			`SET ssl_cert_file = 'test.crt'`,
			`SET ssl_key_file = 'test.key'`,
			'SET ssl = on',
		);
		// A setting that is loaded again holds for connections that come a moment later.
		while (!(await open(address('localhost', 'no-verify')).catch(() => false)));
	});

	afterAll(() => configure('RESET ssl', 'RESET ssl_cert_file', 'RESET ssl_key_file'));

	it('is used with the certificate that --postgres-ca names', async () => {
		expect(await open(address('localhost'), cert)).toBe(true);
	});

	it('is used without a look at the certificate where that is asked for in words', async () => {
		expect(await open(address('127.0.0.1', 'no-verify'))).toBe(true);
	});

	it('is not used where nobody asks for it', async () => {
		expect(await open(address('localhost'))).toBe(false);
	});

	it.each([
		['a certificate of somebody else', 'localhost', undefined, selfSigned().cert, /self-signed/],
		['a name that the certificate does not have', '127.0.0.1', undefined, cert, /127\.0\.0\.1/],
		['none given, and a mode that looks at it', 'localhost', 'require', undefined, /self-signed/],
		['none given, and verify-full', 'localhost', 'verify-full', undefined, /self-signed/],
	])('refuses %s', async (_what, host, mode, ca, reason) => {
		const failed = await open(address(host, mode), ca).catch((error: unknown) => error);
		expect(failed).toBeInstanceOf(Error);
		const { message } = failed as Error;
		expect(message).toMatch(reason);
		expect(message).not.toContain(new URL(postgresUrl()).password);
	});
});
