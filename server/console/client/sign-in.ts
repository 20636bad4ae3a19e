/** The door: signing in with the administrator's password, or with a token of the scope `admin`. */
import { ApiFailure, call, get, token } from './api.js';
import { byId, h } from './elements.js';
import { makeForm, textField } from './forms.js';

/** Who is signed in. */
export interface Session {
	readonly user: string;
	/** When it ends without another call; absent for a token. */
	readonly idleUntil?: string;
}

/** Who is signed in now, by cookie or token; undefined for nobody. */
export async function currentSession(): Promise<Session | undefined> {
	if (token.get() !== null) return byToken().catch(() => undefined);
	const session = await get<{ authenticated: boolean } & Session>('/session').catch(
		() => undefined,
	);
	return session?.authenticated === true ? session : undefined;
}

/** Ends the session here and on the server. */
export async function signOut(): Promise<void> {
	if (token.get() === null) await call('POST', '/logout', {});
	token.clear();
}

/**
 * Shows the door.
 *
 * @param why stands above the form, for instance that the session has ended
 * @param entered called once somebody is in
 */
export function showSignIn(why: string, entered: (session: Session) => void): void {
	const byPassword = makeForm(
		{
			label: 'Sign in with the password',
			action: 'Sign in',
			submit: async ({ username, password }, form) => {
				const session = await call<Session>('POST', '/login', { username, password });
				form.reset();
				entered(session);
			},
		},
		textField('User name', 'username', {
			value: 'admin',
			required: true,
			attributes: { autocomplete: 'username' },
		}),
		textField('Password', 'password', {
			required: true,
			attributes: { type: 'password', autocomplete: 'current-password', autofocus: true },
			help: 'The first start of the server shows it in its terminal.',
		}),
	);
	const byKey = makeForm(
		{
			label: 'Sign in with a token',
			action: 'Use this token',
			submit: async ({ secret = '' }, form) => {
				token.set(secret.trim());
				try {
					const session = await byToken();
					form.reset();
					entered(session);
				} catch (error) {
					token.clear();
					throw error;
				}
			},
		},
		textField('API token', 'secret', {
			required: true,
			placeholder: 'l360_…',
			attributes: { type: 'password' },
			help: 'A V2 token with the scope admin. It stays in this tab.',
		}),
	);
	byId('door').replaceChildren(
		h(
			'div',
			{ class: 'door' },
			h('h1', {}, 'log360-server'),
			why === '' ? null : h('p', { class: 'why', role: 'status' }, why),
			byPassword,
			h('details', {}, h('summary', {}, 'Use an API token instead'), byKey),
		),
	);
	byId('app').hidden = true;
	byId('door').hidden = false;
	document.title = 'Sign in · log360-server';
	byPassword.querySelector<HTMLInputElement>('input[type=password]')?.focus();
}

/** A token is good when it opens something. */
async function byToken(): Promise<Session> {
	try {
		await get('/scopes');
	} catch (error) {
		token.clear();
		throw error instanceof ApiFailure ? new Error(error.message) : error;
	}
	return { user: 'token' };
}
