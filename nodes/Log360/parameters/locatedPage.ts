/** Finds the id of what is picked by the address of its page in the console. */
import { usageError } from '../transport/errors';
import type { Named } from './locatedName';
import { THINGS, type Thing } from './things';

/**
 * The id in the address.
 *
 * @throws NodeOperationError when it is not the address of such a page, or that of another server: the same number is another thing there
 */
export function idOfPage(access: Named, kind: Thing, address: string): string {
	const own = access.client.connection.baseUrl;
	const { page, one, exampleId } = THINGS[kind];
	const fail = (message: string, description: string) =>
		usageError(access.node, message, description, access.item);
	if (page === undefined) {
		throw fail(
			`The console has no page of ${one}`,
			'Choose it from the list, or give its name or ID.',
		);
	}
	const shown = JSON.stringify(address.slice(0, 200));
	const like = `It looks like ${own}/#/${page}/${exampleId}.`;
	const [base = '', fragment] = address.split('#', 2);
	if (fragment === undefined || !/^https?:\/\//i.test(base)) {
		throw fail(`${shown} is not the address of a page in the console`, like);
	}
	const [, found, id] = /^\/?([a-z]+)\/(\d{1,16})(?:[/?]|$)/.exec(fragment) ?? [];
	if (id === undefined || found !== page) {
		throw fail(`${shown} is not the page of ${one}`, like);
	}
	if (!isWithin(base, own)) {
		throw fail(
			`${shown} is on another server than the credential`,
			`The credential is for ${own}. If that is the same server under another name, give the ID ${id}; else choose its credential.`,
		);
	}
	return id;
}

/** Whether an address is that of a server, or below it; the console stands at the root or in a folder of its own. */
function isWithin(address: string, server: string): boolean {
	const [given, own] = [partsOf(address), partsOf(server)];
	return given?.origin === own?.origin && `${given?.path}/`.startsWith(`${own?.path}/`);
}

/** The origin with its port spelt out and the path without its end, so that two ways of writing one address are the same. */
function partsOf(address: string) {
	try {
		const { protocol, hostname, port, pathname } = new URL(address);
		const at = port || (protocol === 'https:' ? '443' : '80');
		const origin = `${protocol}//${hostname}:${at}`;
		return { origin, path: pathname.replace(/\/{1,100}$/, '') };
	} catch {
		return undefined;
	}
}
