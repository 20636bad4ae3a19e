/** API Settings: AuthTokens are listed, created, regenerated and revoked, by the names that the product's page has for it. */
import { call, get } from '../api.js';
import { confirm } from '../dialog.js';
import { type Child, button, h, section, time } from '../elements.js';
import { generateToken, type TokenChoices } from '../generate-token.js';
import { toHash } from '../hash.js';
import { notify } from '../notices.js';
import type { Page } from '../page.js';
import { secretOnce } from '../secret.js';
import { act, fill } from '../state.js';
import { type Column, tableOf } from '../table.js';
import { badge } from '../vocabulary.js';

interface Token {
	readonly id: string;
	readonly name: string;
	readonly generation: 'v1' | 'v2';
	readonly prefix: string;
	readonly status: 'valid' | 'expired' | 'revoked';
	readonly scopes: readonly string[];
	readonly expiresAt: string | null;
	readonly createdAt: string;
	readonly lastUsedAt: string | null;
}

/** What is said beside a new token. */
const LOST = 'A lost token cannot be retrieved, only regenerated.';

/** What holds for tokens of the older generation. */
const V1_NOTICE =
	'API V1 and its tokens reached the end of their support in September 2026: use V2 wherever it has the operation. ' +
	'A V1 token opens everything and cannot be limited by scopes.';

export const page: Page = async ({ root, signal, reload }) => {
	await fill(root, 'tokens', async () => {
		const [{ tokens }, choices] = await Promise.all([
			get<{ tokens: Token[] }>('/tokens', signal),
			get<TokenChoices>('/scopes', signal),
		]);
		const showSecret = (secret: string) =>
			root.replaceChildren(secretOnce('AuthToken', secret, toHash(['tokens'], { made: 1 }), LOST));
		const create = button('Create New AuthToken', () => generateToken(choices, signal, showSecret));
		return [
			h('div', { class: 'buttons corner' }, create),
			h('p', { class: 'note', role: 'note' }, V1_NOTICE),
			section('AuthTokens', list(tokens, reload, showSecret)),
		];
	});
};

function list(
	tokens: readonly Token[],
	reload: () => void,
	showSecret: (secret: string) => void,
): HTMLElement {
	const columns: readonly Column<Token>[] = [
		{
			title: 'Name and beginning',
			cell: ({ name, prefix }) => [h('div', {}, name), h('code', { class: 'note' }, `${prefix}…`)],
		},
		{ title: 'API', class: 'fit', cell: ({ generation }) => generation.toUpperCase() },
		{ title: 'Status', class: 'fit', cell: ({ status }) => badge(status) },
		{ title: 'Scopes', cell: scopesOf },
		{
			title: 'Expires',
			class: 'time',
			cell: ({ expiresAt }) => (expiresAt === null ? 'never' : time(expiresAt)),
		},
		{ title: 'Last used', class: 'time', cell: ({ lastUsedAt }) => time(lastUsedAt) },
		{ title: '', class: 'fit', cell: (token) => actions(token, reload, showSecret) },
	];
	return tableOf('tokens', columns, tokens);
}

function scopesOf({ scopes, generation }: Token): Child {
	if (generation === 'v1') return 'all of V1';
	if (scopes.length <= 4) return scopes.join(', ');
	return h(
		'details',
		{},
		h('summary', {}, `${scopes.length} scopes`),
		h('span', {}, scopes.join(', ')),
	);
}

function actions(
	{ id, name, generation, status }: Token,
	reload: () => void,
	showSecret: (secret: string) => void,
): Child {
	if (status === 'revoked') return null;
	const revoke = button(
		'Revoke',
		async () => {
			const text = `Callers that use "${name}" are refused at once, for good.`;
			if (!(await confirm('Revoke the token?', text, 'Revoke'))) return;
			await act(revoke, async () => {
				await call('POST', `/tokens/${id}/revoke`, {});
				notify(`"${name}" is revoked.`);
				reload();
			});
		},
		{ class: 'danger', 'aria-label': `Revoke ${name}` },
	);
	const regenerate = button(
		'Regenerate',
		async () => {
			const text = `"${name}" gets a new secret; the present one is refused at once.`;
			if (!(await confirm('Regenerate the token?', text, 'Regenerate'))) return;
			await act(regenerate, async () => {
				const answer = await call<{ secret: string }>('POST', `/tokens/${id}/regenerate`, {});
				showSecret(answer.secret);
			});
		},
		{ 'aria-label': `Regenerate ${name}` },
	);
	return h(
		'div',
		{ class: 'buttons' },
		generation === 'v2' && status === 'valid' ? regenerate : null,
		revoke,
	);
}
