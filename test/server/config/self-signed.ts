/** Makes a self-signed certificate for `localhost`, so that tests need neither openssl nor a key in the repository. */
import { type KeyObject, generateKeyPairSync, sign } from 'node:crypto';

const SHA256_ECDSA = sequence(oid('2a8648ce3d040302'));

/** A new P-256 key and its certificate, both PEM, valid from 2020 to 2099. */
export function selfSigned(): { cert: string; key: string } {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const cert = certificate(publicKey, privateKey).toString('base64').replaceAll(/.{64}/g, '$&\n');
	return {
		cert: `-----BEGIN CERTIFICATE-----\n${cert}\n-----END CERTIFICATE-----\n`,
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
	};
}

function certificate(publicKey: KeyObject, privateKey: KeyObject): Buffer {
	const name = sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from('localhost')))));
	const validity = sequence(
		der(0x17, Buffer.from('200101000000Z')),
		der(0x18, Buffer.from('20991231000000Z')),
	);
	const names = sequence(der(0x82, Buffer.from('localhost')));
	const extensions = der(0xa3, sequence(sequence(oid('551d11'), der(0x04, names))));
	const version3 = der(0xa0, der(0x02, Buffer.from([2])));
	const serial = der(0x02, Buffer.from([1]));
	const key = publicKey.export({ type: 'spki', format: 'der' });
	const body = sequence(version3, serial, SHA256_ECDSA, name, validity, name, key, extensions);
	const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)]));
	return sequence(body, SHA256_ECDSA, signature);
}

function sequence(...parts: readonly Buffer[]): Buffer {
	return der(0x30, Buffer.concat(parts));
}

function oid(hex: string): Buffer {
	return der(0x06, Buffer.from(hex, 'hex'));
}

/** One DER element; contents of up to 65,535 bytes. */
function der(tag: number, content: Buffer): Buffer {
	const { length } = content;
	const size =
		length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
	return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
