/** The options that name the engines several servers share: where they are, and who this server is to them. */
import { z } from 'zod';
import { option } from './option';
import { postgresAddress, searchNodes, text, wholeNumber } from './values';

const section = 'Several servers';
const FILE = {
	section,
	value: 'FILE',
	schema: text.nullable(),
	expected: 'the path of a file',
	default: null,
	shownDefault: 'none',
} as const;
const SECRET = {
	section,
	environmentOnly: true,
	schema: z.string().min(1).max(4096).nullable(),
	expected: 'a text of 1 to 4096 characters',
	default: null,
	shownDefault: 'none',
} as const;

/** By their key in the configuration. */
export const ENGINE_OPTIONS = {
	opensearch: option({
		section,
		summary: 'Keep events in OpenSearch: addresses of its nodes, by commas; needs --postgres',
		value: 'URLS',
		schema: searchNodes.nullable(),
		expected:
			'addresses such as https://search1:9200,https://search2:9200, without user, password and path: those go into --opensearch-user and LOG360_OPENSEARCH_PASSWORD or the file of --opensearch-password-file',
		default: null,
		shownDefault: 'none',
		mayHoldSecret: true,
	}),
	opensearchCa: option({
		...FILE,
		summary: "Certificates to trust of OpenSearch instead of the machine's, PEM",
	}),
	opensearchUser: option({
		section,
		summary: 'User of OpenSearch; needs a password',
		value: 'NAME',
		schema: z
			.string()
			.regex(/^[^:\p{Cc}]{1,256}$/u)
			.nullable(),
		expected: 'a name without colons',
		default: null,
		shownDefault: 'none',
	}),
	opensearchPasswordFile: option({ ...FILE, summary: "File with the user's password" }),
	opensearchPassword: option({
		...SECRET,
		summary: 'That password itself',
		value: 'PASSWORD',
	}),
	opensearchApiKeyFile: option({
		...FILE,
		summary: 'File with an API key of OpenSearch (3.7 or newer), instead of user and password',
	}),
	opensearchApiKey: option({ ...SECRET, summary: 'That API key itself', value: 'KEY' }),
	opensearchAws: option({
		section,
		summary:
			"Sign requests for Amazon OpenSearch Service in this region, with the machine's AWS credentials; needs the package @aws-sdk/credential-provider-node",
		value: 'REGION',
		schema: z
			.string()
			.regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/)
			.nullable(),
		expected: 'a region such as eu-central-1',
		default: null,
		shownDefault: 'none',
	}),
	opensearchPrefix: option({
		section,
		summary: 'What the names of indices start with; the same at all servers',
		value: 'NAME',
		schema: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
		expected: 'up to 64 lower-case letters, digits and dashes, the first no dash',
		default: 'log360',
	}),
	opensearchShards: option({
		section,
		summary: 'Primary shards of each index, which holds a day; for indices made from now on',
		value: 'N',
		schema: wholeNumber(1, 64),
		expected: 'a number from 1 to 64',
		default: 1,
	}),
	opensearchReplicas: option({
		section,
		summary: 'Copies of each shard beside the first; for indices made from now on',
		value: 'N',
		schema: wholeNumber(0, 8),
		expected: 'a number from 0 to 8',
		default: 1,
	}),
	postgres: option({
		section,
		summary: 'Keep everything but events in this PostgreSQL database; needs --opensearch',
		value: 'URL',
		schema: postgresAddress.nullable(),
		expected:
			'an address such as postgres://log360@db.example:5432/log360, without a password: that goes into LOG360_POSTGRES_PASSWORD or the file of --postgres-password-file',
		default: null,
		shownDefault: 'none',
		mayHoldSecret: true,
	}),
	postgresCa: option({
		...FILE,
		summary: 'Certificates to trust of PostgreSQL, PEM; TLS is asked for, and its name checked',
	}),
	postgresPasswordFile: option({
		...FILE,
		summary: "File with the password of PostgreSQL's user",
	}),
	postgresPassword: option({ ...SECRET, summary: 'That password itself', value: 'PASSWORD' }),
	postgresSchema: option({
		section,
		summary: 'Schema of the tables, made when missing; the same at all servers',
		value: 'NAME',
		schema: z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/),
		expected: 'up to 63 lower-case letters, digits and _, starting with a letter or _',
		default: 'log360',
	}),
	postgresConnections: option({
		section,
		summary: 'Most connections of one part of a server to PostgreSQL',
		value: 'N|auto',
		schema: z.union([z.literal('auto').transform(() => null), wholeNumber(4, 500)]),
		expected: 'a number from 4 to 500, or auto',
		default: null,
		shownDefault: 'auto',
	}),
} as const;
