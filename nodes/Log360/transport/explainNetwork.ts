/** Explains calls that got no answer: the address, the certificate, the connection, the time. */
import type { Call } from './call';
import { excerpt } from './excerpt';
import type { Explanation } from './explanation';

const TLS_CODES =
	/^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|CERT_\w+|ERR_TLS_\w+|HOSTNAME_MISMATCH|INVALID_CA)$/;
const UNREACHABLE_CODES = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN)$/;
const TIMEOUT_CODES = /^(ETIMEDOUT|ECONNABORTED|ESOCKETTIMEDOUT|UND_ERR_\w*TIMEOUT)$/;

/** What is unknown after a call without an answer. */
const IN_DOUBT: Record<Call['repeatable'], string> = {
	always: '',
	once: ' It is unknown whether the server has carried out the request.',
	keyed:
		' It is unknown whether the server has carried out the request; Retry On Fail in the settings of the node repeats it without doing anything twice.',
};

/** @param code that of the operating system, of TLS or of the HTTP client; may be empty */
export function explainNetwork(
	code: string,
	text: string,
	call: Call,
	baseUrl: string,
): Explanation {
	const could = `Could not ${call.purpose}`;
	const reason = `Reason: ${code || excerpt(text)}.`;
	if (code === 'ERR_CANCELED') return explainCanceled(call);
	if (TLS_CODES.test(code) || /certificate|altnames/i.test(text)) {
		return {
			cause: 'tls',
			message: `${could}: the certificate of ${baseUrl} cannot be verified`,
			description: `${reason} ${certificateAdvice(code)} Or switch on "Ignore SSL Issues" in the credential.`,
		};
	}
	if (
		code === 'EPROTO' ||
		code.startsWith('ERR_SSL') ||
		/wrong version number|packet length too long/i.test(text)
	) {
		return {
			cause: 'wrongScheme',
			message: `${could}: ${baseUrl} does not speak HTTPS on this port`,
			description:
				'Begin the server URL of the credential with http://, or use the HTTPS port of the product.',
		};
	}
	if (code.startsWith('HPE_')) {
		return {
			cause: 'wrongScheme',
			message: `${could}: ${baseUrl} does not speak HTTP on this port`,
			description: `${reason} Check the port of the credential. If it is the HTTPS port, the server URL must begin with https://.`,
		};
	}
	if (UNREACHABLE_CODES.test(code)) {
		return {
			cause: 'unreachable',
			message: `${could}: no server answers at ${baseUrl}`,
			description: `${reason} ${addressAdvice(code)}`,
		};
	}
	if (TIMEOUT_CODES.test(code) || /timeout|timed out/i.test(text)) {
		return {
			cause: 'timeout',
			message: `${could}: ${baseUrl} did not answer in time`,
			description:
				call.repeatable === 'keyed'
					? `Raise Timeout in the options, or send less at once.${IN_DOUBT.keyed}`
					: 'Raise Timeout in the options, narrow the time range, or use Search and Wait for large results.',
		};
	}
	return {
		cause: 'interrupted',
		message: `${could}: the connection to ${baseUrl} broke off`,
		description: `${reason} If the server listens for HTTPS on this port, the server URL must begin with https://.${IN_DOUBT[call.repeatable]}`,
	};
}

/** Words with which Tomcat, nginx and Apache answer to HTTP on a port for HTTPS. */
const WANTS_TLS =
	/requires TLS|plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL-enabled/i;

/** @returns `undefined` for any other page */
export function explainWantsTls(body: unknown, call: Call, baseUrl: string) {
	if (typeof body !== 'string' || !WANTS_TLS.test(body)) return undefined;
	return {
		cause: 'wrongScheme' as const,
		message: `Could not ${call.purpose}: ${baseUrl} expects HTTPS on this port`,
		description: 'Begin the server URL of the credential with https://.',
		httpCode: '400',
	};
}

/** The word "canceled", spelled so, makes n8n show the execution as canceled and not as failed. */
export function explainCanceled(call: Call): Explanation {
	return {
		cause: 'canceled',
		message: `Could not ${call.purpose}: the execution was canceled`,
		description: '',
	};
}

function certificateAdvice(code: string): string {
	switch (code) {
		case 'CERT_HAS_EXPIRED':
			return 'The certificate has expired: renew it on the server.';
		case 'CERT_NOT_YET_VALID':
			return 'The certificate is not valid yet: check the clocks of n8n and of the server.';
		case 'ERR_TLS_CERT_ALTNAME_INVALID':
		case 'HOSTNAME_MISMATCH':
			return 'The certificate is for another host name: use the one that stands in it as the server URL.';
		default:
			return 'Give the server a certificate that n8n trusts, or make n8n trust the issuer (NODE_EXTRA_CA_CERTS).';
	}
}

function addressAdvice(code: string): string {
	return code === 'ENOTFOUND' || code === 'EAI_AGAIN'
		? 'The host name is not known to the machine that n8n runs on: check its spelling in the credential, and the name service.'
		: 'Check host and port of the credential (8095, older installations 8400), that the product runs, and that n8n can reach it; inside a container, localhost is the container itself.';
}
