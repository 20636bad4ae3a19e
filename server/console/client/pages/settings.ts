/** Settings: what administrators set up, under the headings and names that the product uses. */
import { h, link, section } from '../elements.js';
import type { Page } from '../page.js';

/** The items of a heading: address, name, and what it is for. */
const ADMIN_SETTINGS: readonly (readonly [hash: string, name: string, purpose: string])[] = [
	['#/tokens', 'API Settings', 'AuthTokens with their scopes and expiry'],
	['#/account', 'Account', 'The administrator’s password and sessions'],
	['#/audit', 'Audit log', 'Who was refused, and what administrators did'],
];

export const page: Page = ({ root }) => {
	const items = ADMIN_SETTINGS.map(([hash, name, purpose]) =>
		h('li', {}, link(hash, name), h('small', { class: 'block' }, purpose)),
	);
	root.append(section('Admin Settings', h('ul', { class: 'items' }, ...items)));
};
