/** The dialog "Generate AuthToken": name, scopes and expiry, as the product's page asks for them. */
import { call } from './api.js';
import { openDialog } from './dialog.js';
import { choiceField, makeForm, textField } from './forms.js';
import { fromLocalInput } from './format.js';
import { type Scope, scopeField } from './scopes.js';

/** What can be chosen for a token. */
export interface TokenChoices {
	readonly scopes: readonly Scope[];
	readonly expiries: readonly { readonly value: string; readonly label: string }[];
}

/** The choice that opens calendar and clock. */
const CUSTOM = 'custom';

/**
 * Opens the dialog.
 *
 * @param signal aborted when the page is left, which closes the dialog
 * @param done gets the token's text, which is shown this once
 */
export function generateToken(
	{ scopes, expiries }: TokenChoices,
	signal: AbortSignal,
	done: (secret: string) => void,
): void {
	const until = textField('Date and time', 'until', {
		attributes: { type: 'datetime-local' },
		help: 'In your time zone.',
	});
	until.hidden = true;
	const expiry = choiceField(
		'Expires',
		'expires',
		[
			...expiries.map(({ value, label }) => [value, label] as const),
			[CUSTOM, 'Custom Date and Time'],
		],
		{ value: '30d' },
	);
	expiry.addEventListener('change', () => {
		until.hidden = expiry.querySelector('select')?.value !== CUSTOM;
	});
	const chosen = scopeField(scopes);
	const form = makeForm(
		{
			label: 'Generate AuthToken',
			action: 'Create',
			cancel: () => close(),
			submit: async ({ name, expires = '', until: at = '' }) => {
				if (chosen.chosen().length === 0) {
					throw new Error('Choose at least one scope, by the icon beside Scopes.');
				}
				const date = fromLocalInput(at);
				if (expires === CUSTOM && date === null) throw new Error('Enter when the token expires.');
				const answer = await call<{ secret: string }>('POST', '/tokens', {
					...{ name, scopes: chosen.chosen() },
					expires: expires === CUSTOM ? date : expires,
				});
				close();
				done(answer.secret);
			},
		},
		textField('Name', 'name', { required: true, placeholder: 'n8n' }),
		chosen.element,
		expiry,
		until,
	);
	const close = openDialog('Generate AuthToken', form);
	signal.addEventListener('abort', close, { once: true });
}
