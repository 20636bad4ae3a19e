/** The server that a credential points to. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Generation } from './call';

export interface Connection {
	/** Scheme, host, port and an optional prefix, without a slash at the end. */
	readonly baseUrl: string;
	readonly generation: Generation;
	/** Whether V1 paths can be called: a V1 credential, or a V2 one with the optional V1 token. */
	readonly canV1: boolean;
	readonly ignoreTls: boolean;
	/** Whether the credential lets nothing but reads out. */
	readonly readOnly: boolean;
	/** Values that must never appear in an error or a log. */
	readonly secrets: readonly string[];
}

/**
 * Reads a decrypted `log360Api` credential.
 *
 * @throws RangeError when the server URL cannot be used, with the reason
 */
export function connectionOf(credentials: ICredentialDataDecryptedObject): Connection {
	const generation: Generation = credentials.apiVersion === 'v1' ? 'v1' : 'v2';
	const token = String(credentials.token ?? '').trim();
	const v1Token = String(credentials.v1Token ?? '').trim();
	return {
		baseUrl: baseUrlOf(String(credentials.serverUrl ?? '')),
		generation,
		canV1: generation === 'v1' || v1Token !== '',
		ignoreTls: credentials.ignoreSslIssues === true,
		readOnly: credentials.readOnly === true,
		secrets: [token, v1Token].filter((secret) => secret !== ''),
	};
}

/**
 * Normalises a server URL: without spaces, trailing slashes, query, or an API path pasted along with it.
 *
 * @throws RangeError when it is empty, has no scheme, or carries a user name or password
 */
export function baseUrlOf(serverUrl: string): string {
	const text = serverUrl.trim();
	if (text === '') throw new RangeError('The server URL of the credential is empty');
	if (!/^https?:\/\//i.test(text)) {
		throw new RangeError(
			`The server URL "${shown(text)}" must begin with http:// or https://, e.g. http://log360.example.com:8095`,
		);
	}
	if (/^https?:\/\/[^/?#]*@/i.test(text)) {
		throw new RangeError('The server URL must not contain a user name or password; use the token');
	}
	const bare = text.replace(/[?#][^]*/, '').replace(/\/(api\/v2|RestAPI\/v1)(\/[^]*)?$/i, '');
	const base = bare.replace(/(?<!\/)\/+$/, '');
	if (!/^https?:\/\/[^/\s]+(\/\S*)?$/i.test(base)) {
		throw new RangeError(`The server URL "${shown(text)}" is not a valid address`);
	}
	return base;
}

/** The beginning of a URL for a message, without a password that stands in it. */
function shown(url: string): string {
	return url.replace(/(?<![^/])[^/]*@/, '***@').slice(0, 80);
}
