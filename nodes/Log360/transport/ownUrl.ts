/** Holds a request to the server of its credential, so that a token is not sent anywhere else. */
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { baseUrlOf } from './connection';

/**
 * The absolute URL of a request, when it is on the credential's server and below its path.
 *
 * @param request its URL may be relative to `baseURL` or to the credential's Server URL
 * @param credentials decrypted `log360Api` credential
 * @throws Error naming both hosts, never path or query; RangeError when the Server URL cannot be used
 */
export function ownUrl(
	{ url, baseURL }: Pick<IHttpRequestOptions, 'url' | 'baseURL'>,
	credentials: ICredentialDataDecryptedObject,
): string {
	const own = new URL(baseUrlOf(String(credentials.serverUrl ?? '')));
	const target = parsed(url, baseURL === undefined ? own : parsed(baseURL, own));
	if (target === undefined) throw new Error('The URL of the request is not valid');
	const base = own.pathname.replace(/(?<!\/)\/+$/, '');
	const path = decoded(target.pathname);
	const isBelow = path === base || path.startsWith(`${base}/`);
	if (target.origin !== own.origin || !isBelow) {
		throw new Error(
			`The Log360 credential is for ${own.origin}${base} and does not send its token to ${target.origin}`,
		);
	}
	return target.href;
}

function parsed(text: string, base?: URL): URL | undefined {
	try {
		return new URL(text, base);
	} catch {
		return undefined;
	}
}

/** What a server that decodes before it resolves dots makes of the path. */
function decoded(path: string): string {
	try {
		return new URL(decodeURIComponent(path), 'http://x').pathname;
	} catch {
		return path;
	}
}
