/** API tokens: list, create with scopes and expiry, regenerate, revoke. */
import { call, get } from '../api.js';
import { confirm } from '../dialog.js';
import { type Child, button, h, section, time } from '../elements.js';
import { choiceField, group, makeForm, textField } from '../forms.js';
import { fromLocalInput } from '../format.js';
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

interface Choices {
	readonly scopes: readonly { name: string; group: string; evidence: string; allows: string }[];
	readonly expiries: readonly { value: string; label: string }[];
}

export const page: Page = async ({ root, signal, reload }) => {
	await fill(root, 'tokens', async () => {
		const [{ tokens }, choices] = await Promise.all([
			get<{ tokens: Token[] }>('/tokens', signal),
			get<Choices>('/scopes', signal),
		]);
		const showSecret = (secret: string) =>
			root.replaceChildren(secretOnce('New token', secret, toHash(['tokens'], { made: 1 })));
		return [
			section('Tokens', list(tokens, reload, showSecret)),
			section('New token', creator(choices, showSecret)),
		];
	});
};

function list(
	tokens: readonly Token[],
	reload: () => void,
	showSecret: (secret: string) => void,
): HTMLElement {
	const columns: readonly Column<Token>[] = [
		{ title: 'Name', class: 'fit', cell: ({ name }) => name },
		{ title: 'Begins with', class: 'mono', cell: ({ prefix }) => `${prefix}…` },
		{ title: 'API', class: 'fit', cell: ({ generation }) => generation.toUpperCase() },
		{ title: 'Status', class: 'fit', cell: ({ status }) => badge(status) },
		{ title: 'Scopes', class: 'wide', cell: scopesOf },
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

function creator({ scopes, expiries }: Choices, showSecret: (secret: string) => void): HTMLElement {
	const until = textField('Expires at', 'until', { attributes: { type: 'datetime-local' } });
	until.hidden = true;
	const expiry = choiceField(
		'Expires',
		'expires',
		[...expiries.map(({ value, label }) => [value, label] as const), ['at', 'Date and time']],
		{ value: '30d' },
	);
	expiry.addEventListener('change', () => {
		until.hidden = expiry.querySelector('select')?.value !== 'at';
	});
	return makeForm(
		{
			label: 'New token',
			action: 'Create token',
			submit: async ({ name, expires = '', until: at = '' }, form) => {
				const chosen = new FormData(form).getAll('scope').map(String);
				if (chosen.length === 0) throw new Error('Choose at least one scope.');
				const date = fromLocalInput(at);
				if (expires === 'at' && date === null) throw new Error('Enter when the token expires.');
				const answer = await call<{ secret: string }>('POST', '/tokens', {
					...{ name, scopes: chosen },
					expires: expires === 'at' ? date : expires,
				});
				showSecret(answer.secret);
			},
		},
		textField('Name', 'name', { required: true, placeholder: 'n8n' }),
		expiry,
		until,
		scopeBoxes(scopes),
	);
}

function scopeBoxes(scopes: Choices['scopes']): HTMLElement {
	const boxes = scopes.map(({ name, allows, evidence }) => {
		const box = h('input', { type: 'checkbox', name: 'scope', value: name });
		const mark = evidence === 'documented' ? null : h('small', {}, ` ${evidence}`);
		return h(
			'label',
			{ class: 'check', title: allows },
			box,
			h('span', {}, h('code', {}, name), mark, h('small', { class: 'block' }, allows)),
		);
	});
	const all = button('All but admin', () => {
		for (const label of boxes) {
			const box = label.querySelector('input');
			if (box !== null) box.checked = box.value !== 'admin';
		}
	});
	return group('Scopes', h('div', { class: 'boxes' }, ...boxes), all);
}
