/** Which of a credential's two tokens a request needs. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

const V1_PATH = /\/RestAPI\/v1(\/|$)/;

/**
 * Picks the token for a URL: below `/RestAPI/v1` the V1 token of a V2 credential when it has one,
 * otherwise the main token.
 *
 * @param url absolute URL, or a path, of the request
 * @param credentials decrypted `log360Api` credential
 */
export function bearerFor(url: string, credentials: ICredentialDataDecryptedObject): string {
	const main = String(credentials.token ?? '').trim();
	const legacy = String(credentials.v1Token ?? '').trim();
	const wantsLegacy = credentials.apiVersion !== 'v1' && V1_PATH.test(url.replace(/[?#][^]*/, ''));
	return wantsLegacy && legacy !== '' ? legacy : main;
}
