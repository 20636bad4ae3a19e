/** The administrator's account: who is signed in until when, and a new password. */
import { call, get } from '../api.js';
import { definitions, h, section, time } from '../elements.js';
import { makeForm, textField } from '../forms.js';
import { notify } from '../notices.js';
import type { Page } from '../page.js';
import { fill } from '../state.js';

interface Session {
	readonly authenticated: boolean;
	readonly user?: string;
	readonly idleUntil?: string;
	readonly endsAt?: string;
}

export const page: Page = async ({ root, signal }) => {
	await fill(root, 'the account', async () => {
		const session = await get<Session>('/session', signal);
		if (!session.authenticated) {
			return section(
				'Signed in by token',
				h('p', {}, 'To change the password, sign in with the present one.'),
			);
		}
		return [
			section(
				'Session',
				definitions([
					['User', session.user ?? ''],
					['Ends without use', time(session.idleUntil)],
					['Ends in any case', time(session.endsAt)],
				]),
			),
			section('New password', passwordForm()),
			section('All sessions', everywhereForm()),
		];
	});
};

function everywhereForm(): HTMLElement {
	return makeForm({
		label: 'Sign out everywhere',
		action: 'Sign out everywhere',
		submit: async () => {
			await call('POST', '/sessions/end', {});
			location.reload();
		},
	});
}

function passwordForm(): HTMLElement {
	const secret = (autocomplete: string) => ({ type: 'password', autocomplete });
	return makeForm(
		{
			label: 'New password',
			action: 'Change the password',
			submit: async ({ current, next, again }, form) => {
				if (next !== again) throw new Error('The two new passwords differ.');
				const { adminTokens } = await call<{ adminTokens: number }>('PUT', '/password', {
					current,
					next,
				});
				form.reset();
				const more =
					adminTokens === 0
						? ''
						: ` Tokens with the scope admin go on working: ${adminTokens}; see API tokens.`;
				notify(`The password is changed. All other sessions have ended.${more}`);
			},
		},
		textField('Present password', 'current', {
			required: true,
			attributes: secret('current-password'),
		}),
		textField('New password', 'next', { required: true, attributes: secret('new-password') }),
		textField('New password again', 'again', {
			required: true,
			attributes: secret('new-password'),
		}),
	);
}
