/** The options of the shared engines: addresses, sign-ins, and secrets that are never repeated. */
import { enginesOf, parseConfig } from '../../../server/config';

type Env = Record<string, string | undefined>;

const BOTH = '--opensearch https://a:9200,https://b:9200 --postgres postgres://me@db/log360';

function parse(flags: string, env: Env = {}, file = '{}') {
	const argv = flags.split(' ').filter(Boolean);
	return parseConfig([...argv, '--config', 'c.json'], env, () => file);
}

function engines(flags: string, env: Env = {}, files: Record<string, string> = {}) {
	const result = parse(flags, env);
	if (!('ok' in result)) throw new Error(JSON.stringify(result));
	return enginesOf(result.ok, (path) => {
		const content = files[path];
		if (content === undefined) throw new Error('ENOENT: no such file');
		return content;
	});
}

function errors(flags: string, env: Env = {}, file = '{}') {
	const result = parse(flags, env, file);
	return 'error' in result ? result.error.split('\n') : [];
}

it.each([
	['', 100 * 1024 ** 3],
	[BOTH, null],
	[`${BOTH} --retention-size 2TiB`, 2 ** 41],
])('no size bounds what is kept on them unless one is given: "%s"', (flags, expected) => {
	const result = parse(flags);
	expect('ok' in result && result.ok.retentionSize).toBe(expected);
});

it('without them there is nothing to share', () => expect(engines('')).toBeUndefined());

it('both are named by flag, environment or file', () => {
	const expected = {
		opensearch: { nodes: ['https://a:9200', 'https://b:9200'], prefix: 'log360', replicas: 1 },
		postgres: { url: 'postgres://me@db/log360', schema: 'log360' },
	};
	expect(engines(BOTH)).toMatchObject(expected);
	const env = {
		LOG360_OPENSEARCH: 'https://a:9200/, https://b:9200',
		LOG360_POSTGRES: 'postgres://me@db/log360',
	};
	expect(engines('', env)).toMatchObject(expected);
	const file = JSON.stringify({
		opensearch: ['https://a:9200', 'https://b:9200'],
		postgres: 'postgres://me@db/log360',
		'opensearch-replicas': 2,
	});
	expect(parse('', {}, file)).toMatchObject({
		ok: { opensearch: expected.opensearch.nodes, opensearchReplicas: 2 },
	});
});

it('secrets and certificates come from files, without the line break at their end', () => {
	const files = { ca: 'PEM\n', os: 'p w\n', pg: 'pg@/ \r\n' };
	const flags = `${BOTH} --opensearch-ca ca --postgres-ca ca --opensearch-user me --opensearch-password-file os --postgres-password-file pg`;
	expect(engines(flags, {}, files)).toMatchObject({
		opensearch: { ca: 'PEM\n', user: { name: 'me', password: 'p w' } },
		postgres: { ca: 'PEM\n', password: 'pg@/ ' },
	});
});

it('or from the environment', () => {
	const env = { LOG360_OPENSEARCH_API_KEY: 'os_key', LOG360_POSTGRES_PASSWORD: 'secret' };
	expect(engines(BOTH, env)).toMatchObject({
		opensearch: { apiKey: 'os_key', user: undefined },
		postgres: { password: 'secret' },
	});
});

it('a file that cannot be read is named with its flag', () => {
	expect(() => engines(`${BOTH} --postgres-password-file none`)).toThrow(
		'--postgres-password-file: cannot read none: ENOENT: no such file',
	);
});

it.each([
	[
		'--opensearch http://a:9200',
		'--opensearch: needs --postgres as well, for all that is no event',
	],
	['--postgres postgres://db/x', '--postgres: needs --opensearch as well, for the events'],
	['--opensearch-user me', '--opensearch-user: needs --opensearch as well'],
	['--postgres-ca f', '--postgres-ca: needs --postgres as well'],
	[
		`${BOTH} --opensearch-user me`,
		'--opensearch-user: needs a password, in LOG360_OPENSEARCH_PASSWORD or the file of --opensearch-password-file',
	],
	[
		`${BOTH} --opensearch-password-file f`,
		'the password of OpenSearch: needs --opensearch-user as well',
	],
	[
		`${BOTH} --opensearch-api-key-file f --opensearch-aws eu-central-1`,
		'an API key of OpenSearch, --opensearch-aws: contradict each other; give one of them',
	],
	[
		'--opensearch http://a:9200 --opensearch-ca f --postgres postgres://db/x',
		'--opensearch-ca: http://a:9200 is without TLS; write https://',
	],
	[
		'--opensearch http://a:9200 --postgres postgres://db/x?sslmode=disable --postgres-ca f',
		'--postgres-ca: contradicts sslmode=disable in the address of --postgres, which looks at no certificate',
	],
	[
		'--opensearch a:9200',
		'--opensearch: expected addresses such as https://search1:9200,https://search2:9200',
	],
	['--opensearch http://a:9200/x', '--opensearch: expected addresses such as'],
	['--postgres mysql://db/x', '--postgres: expected an address such as postgres://log360@db'],
	['--opensearch-password secret', 'unknown option --opensearch-password'],
	['--postgres-password secret', 'unknown option --postgres-password'],
	['--opensearch-api-key secret', 'unknown option --opensearch-api-key'],
])('%s: %s', (flags, message) => {
	expect(errors(flags)[0]?.slice(0, message.length)).toBe(message);
});

it('a secret is given once', () => {
	const env = { LOG360_POSTGRES_PASSWORD: 'secret' };
	expect(errors(`${BOTH} --postgres-password-file f`, env)).toEqual([
		'--postgres-password-file: contradicts LOG360_POSTGRES_PASSWORD; give one of them',
	]);
});

it.each([
	'--opensearch http://me:hunter2@a:9200',
	'--opensearch http://a:9200/?password=hunter2',
	'--postgres postgres://me:hunter2@db/x',
	'--postgres postgres://me@db/x?password=hunter2',
	'--postgres me:hunter2@db/x',
])('%s: is refused with advice, and the password is not repeated', (flags) => {
	const text = errors(flags).join('\n');
	expect(text).toMatch(/those go into|that goes into/);
	expect(text).not.toContain('hunter2');
});

it('nor is one in the environment or the file', () => {
	const env = { LOG360_POSTGRES: 'postgres://me:hunter2@db/x' };
	const file = '{"opensearch": ["http://me:hunter2@a:9200"]}';
	const text = errors('', env, file).join('\n');
	expect(text).toMatch(/^LOG360_POSTGRES: |^c\.json: opensearch: /m);
	expect(text).not.toContain('hunter2');
});
