/** Reads the command line of `log360-server token`. */
import { parseArgs } from 'node:util';

/** Where the tokens are: in a data folder, or with a running server. */
export type Target =
	| { readonly data: string }
	| { readonly url: string; readonly passwordFile: string | undefined };

/** What is to be done. */
export type Action =
	| {
			readonly name: 'create';
			readonly label: string;
			readonly scopes: readonly string[];
			readonly expires: string;
	  }
	| { readonly name: 'list' }
	| { readonly name: 'revoke'; readonly id: string }
	| { readonly name: 'regenerate'; readonly id: string; readonly expires: string | undefined };

/** A command line that was understood. */
export interface TokenArguments {
	readonly target: Target;
	readonly action: Action;
	readonly json: boolean;
}

/** A wrong command line; the message says what is wrong. */
export class TokenUsageError extends Error {}

const DEFAULT_DATA = './log360-data';
const DEFAULT_NAME = 'created on the command line';

/** The options that each action takes, beside those of all. */
const OWN_OPTIONS: Readonly<Record<Action['name'], readonly string[]>> = {
	create: ['scope', 'expires', 'name'],
	list: [],
	revoke: [],
	regenerate: ['expires'],
};

/**
 * @param argv arguments after `token`
 * @param env `LOG360_DATA` is the default of `--data`
 * @throws TokenUsageError
 */
export function readArguments(
	argv: readonly string[],
	env: Readonly<Record<string, string | undefined>>,
): TokenArguments {
	const [name, ...rest] = argv;
	if (name === undefined || !Object.hasOwn(OWN_OPTIONS, name)) {
		const got = name === undefined ? 'nothing' : `"${name}"`;
		throw new TokenUsageError(`expected one of create, list, revoke, regenerate, got ${got}`);
	}
	const { values, positionals } = parse(rest);
	const action = readAction(name as Action['name'], values, positionals);
	if (values.data !== undefined && values.url !== undefined) {
		throw new TokenUsageError('--data and --url: give one of them');
	}
	const target =
		values.url === undefined
			? { data: values.data ?? (env['LOG360_DATA'] || DEFAULT_DATA) }
			: { url: checkedUrl(values.url), passwordFile: values['admin-password-file'] };
	return { target, action, json: values.json };
}

function parse(args: readonly string[]) {
	try {
		return parseArgs({
			args: [...args],
			allowPositionals: true,
			options: {
				data: { type: 'string' },
				url: { type: 'string' },
				'admin-password-file': { type: 'string' },
				scope: { type: 'string', multiple: true },
				expires: { type: 'string' },
				name: { type: 'string' },
				json: { type: 'boolean', default: false },
			},
		});
	} catch (error) {
		throw new TokenUsageError((error as Error).message, { cause: error });
	}
}

function readAction(
	name: Action['name'],
	values: ReturnType<typeof parse>['values'],
	positionals: readonly string[],
): Action {
	for (const option of ['scope', 'expires', 'name'] as const) {
		if (values[option] !== undefined && !OWN_OPTIONS[name].includes(option)) {
			throw new TokenUsageError(`token ${name} does not take --${option}`);
		}
	}
	const wanted = name === 'revoke' || name === 'regenerate' ? 1 : 0;
	if (positionals.length !== wanted) {
		throw new TokenUsageError(
			wanted === 1
				? `token ${name}: expected one token id; see log360-server token list`
				: `token ${name}: unexpected argument "${positionals[0]}"`,
		);
	}
	const id = positionals[0] ?? '';
	if (name === 'list') return { name };
	if (name === 'revoke') return { name, id };
	if (name === 'regenerate') return { name, id, expires: values.expires };
	const scopes = (values.scope ?? [])
		.flatMap((list) => list.split(','))
		.map((scope) => scope.trim());
	if (scopes.length === 0)
		throw new TokenUsageError('token create: expected --scope, for instance --scope search.READ');
	if (values.expires === undefined)
		throw new TokenUsageError('token create: expected --expires, for instance --expires 7d');
	return { name, label: values.name ?? DEFAULT_NAME, scopes, expires: values.expires };
}

function checkedUrl(text: string): string {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url === undefined || !/^https?:$/.test(url.protocol)) {
		throw new TokenUsageError(
			`--url: expected an address such as http://127.0.0.1:8095, got "${text}"`,
		);
	}
	if (url.username !== '' || url.password !== '') {
		throw new TokenUsageError('--url: expected an address without a password in it');
	}
	return url.href.replace(/\/$/, '');
}
