/** What the options of the shared engines ask for: what contradicts itself, and the files that are read. */
import { readFileSync } from 'node:fs';
import type { ServerConfig } from './options';

/** The part of the configuration that names the engines. */
export type EngineConfig = Pick<
	ServerConfig,
	Extract<keyof ServerConfig, `opensearch${string}` | `postgres${string}`>
>;

/** How TLS is asked for where no certificate is looked at. */
const UNCHECKED: ReadonlySet<string> = new Set(['disable', 'allow', 'prefer', 'no-verify']);

/** What contradicts itself, a sentence each; none without both engines and everything that belongs to them. */
export function engineContradictions(config: EngineConfig): string[] {
	const { opensearch, postgres } = config;
	const problems: string[] = [];
	if (opensearch !== null && postgres === null)
		problems.push('--opensearch: needs --postgres as well, for all that is no event');
	if (postgres !== null && opensearch === null)
		problems.push('--postgres: needs --opensearch as well, for the events');
	if (opensearch === null || postgres === null) return [...problems, ...withoutEngine(config)];
	return [...problems, ...signIns(config), ...tls(config, opensearch, postgres)];
}

/** Settings of an engine that is not named: whoever gives them expects an arrangement that would not be there. */
function withoutEngine(config: EngineConfig): string[] {
	const needs = (engine: 'opensearch' | 'postgres', options: Record<string, unknown>) =>
		Object.entries(options)
			.filter(([, value]) => config[engine] === null && value !== null)
			.map(([name]) => `${name}: needs --${engine} as well`);
	return [
		...needs('opensearch', {
			'--opensearch-ca': config.opensearchCa,
			'--opensearch-user': config.opensearchUser,
			'--opensearch-password-file': config.opensearchPasswordFile,
			LOG360_OPENSEARCH_PASSWORD: config.opensearchPassword,
			'--opensearch-api-key-file': config.opensearchApiKeyFile,
			LOG360_OPENSEARCH_API_KEY: config.opensearchApiKey,
			'--opensearch-aws': config.opensearchAws,
		}),
		...needs('postgres', {
			'--postgres-ca': config.postgresCa,
			'--postgres-password-file': config.postgresPasswordFile,
			LOG360_POSTGRES_PASSWORD: config.postgresPassword,
		}),
	];
}

function signIns(config: EngineConfig): string[] {
	const problems: string[] = [];
	const twice = (file: string | null, secret: string | null, name: string) => {
		if (file === null || secret === null) return;
		const variable = `LOG360_${name.toUpperCase().replaceAll('-', '_')}`;
		problems.push(`--${name}-file: contradicts ${variable}; give one of them`);
	};
	twice(config.opensearchPasswordFile, config.opensearchPassword, 'opensearch-password');
	twice(config.opensearchApiKeyFile, config.opensearchApiKey, 'opensearch-api-key');
	twice(config.postgresPasswordFile, config.postgresPassword, 'postgres-password');

	const user = config.opensearchUser !== null;
	const password = config.opensearchPassword ?? config.opensearchPasswordFile;
	const apiKey = config.opensearchApiKey ?? config.opensearchApiKeyFile;
	if (user && password === null)
		problems.push(
			'--opensearch-user: needs a password, in LOG360_OPENSEARCH_PASSWORD or the file of --opensearch-password-file',
		);
	if (!user && password !== null)
		problems.push('the password of OpenSearch: needs --opensearch-user as well');
	const ways = [
		user ? '--opensearch-user' : [],
		apiKey === null ? [] : 'an API key of OpenSearch',
		config.opensearchAws === null ? [] : '--opensearch-aws',
	].flat();
	if (ways.length > 1) problems.push(`${ways.join(', ')}: contradict each other; give one of them`);
	return problems;
}

function tls(config: EngineConfig, nodes: readonly string[], postgres: string): string[] {
	const problems: string[] = [];
	const plain = nodes.filter((node) => node.startsWith('http:'));
	if (config.opensearchCa !== null && plain.length > 0)
		problems.push(`--opensearch-ca: ${plain.join(', ')} is without TLS; write https://`);
	const mode = new URL(postgres).searchParams.get('sslmode');
	if (config.postgresCa !== null && UNCHECKED.has(mode ?? ''))
		problems.push(
			`--postgres-ca: contradicts sslmode=${mode} in the address of --postgres, which looks at no certificate`,
		);
	return problems;
}

/** The engines as a server is told of them, with what the files hold; undefined without them. */
export function enginesOf(
	config: EngineConfig,
	readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
) {
	const { opensearch, postgres } = config;
	if (opensearch === null || postgres === null) return undefined;
	const read = (flag: string, path: string | null) => {
		if (path === null) return undefined;
		try {
			return readFile(path);
		} catch (error) {
			const { message } = error as Error;
			throw new Error(`${flag}: cannot read ${path}: ${message}`, { cause: error });
		}
	};
	// The line break at the end of a file is no part of a secret.
	const secret = (flag: string, path: string | null, given: string | null) =>
		given ?? read(flag, path)?.replace(/\r?\n$/, '');
	const password = secret(
		'--opensearch-password-file',
		config.opensearchPasswordFile,
		config.opensearchPassword,
	);
	return {
		opensearch: {
			nodes: opensearch,
			prefix: config.opensearchPrefix,
			shards: config.opensearchShards,
			replicas: config.opensearchReplicas,
			ca: read('--opensearch-ca', config.opensearchCa),
			user:
				config.opensearchUser === null || password === undefined
					? undefined
					: { name: config.opensearchUser, password },
			apiKey: secret(
				'--opensearch-api-key-file',
				config.opensearchApiKeyFile,
				config.opensearchApiKey,
			),
			awsRegion: config.opensearchAws ?? undefined,
		},
		postgres: {
			url: postgres,
			schema: config.postgresSchema,
			connections: config.postgresConnections ?? undefined,
			ca: read('--postgres-ca', config.postgresCa),
			password: secret(
				'--postgres-password-file',
				config.postgresPasswordFile,
				config.postgresPassword,
			),
		},
	};
}
