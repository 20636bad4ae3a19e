/** Writes tokens for people. */
import type { PresentedToken } from '../../http';
import type { Made } from './manager';

/** A token just made, with its secret. */
export function printMade({ secret, token }: Made): string {
	return [
		`Token "${token.name}" (${token.id})`,
		'',
		`  ${secret}`,
		'',
		'This is the only time it is shown: copy it now. A lost token can only be regenerated.',
		`Scopes: ${token.scopes.join(', ')}`,
		`Expires: ${token.expiresAt ?? 'never'}`,
		'',
	].join('\n');
}

/** A list, one line a token. */
export function printList(tokens: readonly PresentedToken[]): string {
	if (tokens.length === 0) return 'There are no tokens.\n';
	const rows = [
		['ID', 'PREFIX', 'STATUS', 'EXPIRES', 'LAST USED', 'NAME', 'SCOPES'],
		...tokens.map((token) => [
			token.id,
			`${token.prefix}…`,
			token.status,
			minute(token.expiresAt, 'never'),
			minute(token.lastUsedAt, 'never'),
			token.name,
			token.generation === 'v1' ? 'all of V1' : token.scopes.join(' '),
		]),
	];
	const widths = (rows[0] as string[]).map((_, column) =>
		Math.max(...rows.map((row) => (row[column] as string).length)),
	);
	const line = (row: readonly string[]) =>
		row
			.map((cell, column) => cell.padEnd(widths[column] as number))
			.join('  ')
			.trimEnd();
	return `${rows.map(line).join('\n')}\n`;
}

function minute(iso: string | null, otherwise: string): string {
	return iso === null ? otherwise : `${iso.slice(0, 16).replace('T', ' ')}Z`;
}
