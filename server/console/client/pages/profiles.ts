/** Alert profiles: list with a switch for each, filters, and the ways to make new ones. */
import { call, get } from '../api.js';
import { button, h, link } from '../elements.js';
import { choiceField, filterBar, textField } from '../forms.js';
import { toHash } from '../hash.js';
import { notify } from '../notices.js';
import type { Page } from '../page.js';
import { ruleSentence } from '../rule.js';
import { act, empty, fill } from '../state.js';
import { tableOf } from '../table.js';
import { SEVERITIES, badge, label, withAll } from '../vocabulary.js';
import type { Profile } from '../profile.js';

export const page: Page = async ({ root, query, filter, signal }) => {
	const place = h('div', {});
	root.append(
		h(
			'div',
			{ class: 'toolbar' },
			link(toHash(['profiles', 'new']), 'New profile'),
			link(toHash(['profiles', 'import']), 'Import Sigma rules'),
		),
		filterBar(
			filter,
			textField('Name', 'name', { value: query['name'] ?? '', class: 'grow' }),
			choiceField('Severity', 'severity', withAll(SEVERITIES), { value: query['severity'] ?? '' }),
			choiceField('State', 'state', withAll(['enabled', 'disabled']), {
				value: query['state'] ?? '',
			}),
			choiceField('Origin', 'origin', withAll(['predefined', 'custom']), {
				value: query['origin'] ?? '',
			}),
		),
		place,
	);
	await fill(place, 'alert profiles', async () => {
		const { profiles } = await get<{ profiles: Profile[] }>('/alerts/profiles', signal);
		const shown = profiles.filter((profile) => fits(profile, query));
		if (shown.length === 0) return empty('No alert profile fits these filters.');
		return [
			h('p', { class: 'summary', role: 'status' }, `${shown.length} alert profiles`),
			list(shown),
		];
	});
};

function fits(
	{ name, severity, enabled, origin }: Profile,
	query: Readonly<Record<string, string>>,
): boolean {
	const wanted = (key: string, value: string) => query[key] === undefined || query[key] === value;
	return (
		name.toLowerCase().includes((query['name'] ?? '').toLowerCase()) &&
		wanted('severity', severity) &&
		wanted('state', enabled ? 'enabled' : 'disabled') &&
		wanted('origin', origin)
	);
}

function list(profiles: readonly Profile[]): HTMLElement {
	return tableOf<Profile>(
		'alert profiles',
		[
			{
				title: 'Name',
				class: 'name',
				cell: ({ id, name }) => link(toHash(['profiles', id]), name),
			},
			{ title: 'Severity', class: 'fit', cell: ({ severity }) => badge(severity) },
			{ title: 'Raises an alert for', class: 'wide', cell: ({ rule }) => ruleSentence(rule) },
			{ title: 'Origin', cell: ({ origin }) => label(origin) },
			{ title: 'Enabled', class: 'fit', cell: enabling },
		],
		profiles,
	);
}

/** A switch that changes the profile at once. */
export function enabling(profile: Profile): HTMLElement {
	let { enabled } = profile;
	const change = () =>
		act(control, async () => {
			await call('PUT', `/alerts/profiles/${profile.id}`, { enabled: !enabled });
			enabled = !enabled;
			show();
			notify(`"${profile.name}" is ${enabled ? 'enabled' : 'disabled'} now.`);
		});
	const control = button('', change, {
		class: 'switch',
		role: 'switch',
		'aria-label': `Enable ${profile.name}`,
	});
	const show = () => {
		control.textContent = enabled ? 'On' : 'Off';
		control.setAttribute('aria-checked', String(enabled));
	};
	show();
	return control;
}
