/** Resolves names for outgoing calls and lets none through that leads inside. */
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isInternal } from './address';
import { TargetRefusedError } from './errors';

/** Resolves a name to all its addresses. */
export type ResolveAll = (host: string) => Promise<readonly LookupAddress[]>;

/** The machine's resolver. */
export const systemResolve: ResolveAll = (host) =>
	new Promise((resolve, reject) => {
		systemLookup(host, { all: true }, (error, addresses) => {
			if (error === null) resolve(addresses);
			else reject(error);
		});
	});

/**
 * Makes the `lookup` of a connection: what it answers is what is connected to, so that a name cannot change its
 * address between the check and the connection. One internal address among several refuses them all.
 */
export function guardedLookup(allowInternal: boolean, resolve = systemResolve): LookupFunction {
	return (host, options, callback) => {
		resolve(host)
			.then((addresses) => {
				const bad = allowInternal
					? undefined
					: addresses.find((entry) => isInternal(entry.address));
				if (bad !== undefined) throw refused(host, bad.address);
				const [first] = addresses;
				if (first === undefined) throw new Error(`${host} has no address`);
				if (options.all === true) callback(null, [...addresses]);
				else callback(null, first.address, first.family);
			})
			.catch((error: NodeJS.ErrnoException) => callback(error, ''));
	};
}

/** The refusal of an internal address. */
export function refused(host: string, address: string): TargetRefusedError {
	const where = host === address ? address : `${host} (${address})`;
	return new TargetRefusedError(
		`${where} is not an address of the public internet; name it in --allow-internal to call it`,
	);
}
