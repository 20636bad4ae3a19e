/** One alert profile: its criteria, whom it tells, and its switch. */
import { call, get } from '../api.js';
import { button, definitions, h, link, section } from '../elements.js';
import { toHash } from '../hash.js';
import { incidentRuleSentence } from '../incident-rule-form.js';
import { notify } from '../notices.js';
import { notificationText } from '../notification-lines.js';
import type { Page } from '../page.js';
import { confirm } from '../dialog.js';
import { ruleSentence } from '../rule.js';
import { act, fill } from '../state.js';
import { tableOf } from '../table.js';
import { badge, label } from '../vocabulary.js';
import { enabling } from './profiles.js';
import type { Profile } from '../profile.js';

/** The profile of an id. @throws Error when there is none */
export async function readProfile(id: string | undefined, signal: AbortSignal): Promise<Profile> {
	const { profiles } = await get<{ profiles: Profile[] }>('/alerts/profiles', signal);
	const found = profiles.find((profile) => String(profile.id) === id);
	if (found === undefined) throw new Error(`There is no alert profile "${id ?? ''}".`);
	return found;
}

export const page: Page = async ({ root, parameters, signal, go }) => {
	await fill(root, 'the alert profile', async () => {
		const profile = await readProfile(parameters['id'], signal);
		return [tools(profile, go), summary(profile), criteria(profile)];
	});
};

function tools(profile: Profile, go: (hash: string) => void): HTMLElement {
	const { id, name, origin } = profile;
	const remove = button(
		'Delete',
		async () => {
			const text = `"${name}" raises no alerts any more. Those that it has raised stay.`;
			if (!(await confirm('Delete the alert profile?', text, 'Delete'))) return;
			await act(remove, async () => {
				await call('DELETE', `/alerts/profiles/${id}`);
				notify(`"${name}" is deleted.`);
				go(toHash(['profiles']));
			});
		},
		{ class: 'danger' },
	);
	return h(
		'div',
		{ class: 'toolbar' },
		link(toHash(['profiles', id, 'edit']), 'Edit'),
		link(toHash(['alerts'], { profile: id, range: '604800000' }), 'Alerts'),
		origin === 'custom' ? remove : null,
	);
}

function summary(profile: Profile): HTMLElement {
	const { notifications, tags } = profile;
	const told = notificationText(notifications).replaceAll('\n', '; ');
	return section(
		profile.name,
		h('p', {}, profile.description),
		definitions([
			['Severity', badge(profile.severity)],
			['Enabled', enabling(profile)],
			['Origin', `${label(profile.origin)}, id ${profile.id}`],
			['Notifications', told || 'none'],
			['Incidents', incidentRuleSentence(profile.incidentRule)],
			['Ticketing', profile.ticketNotification ? 'incidents become tickets' : 'no tickets'],
			['Tags', tags.join(', ') || '–'],
		]),
	);
}

function criteria({ rule }: Profile): HTMLElement {
	return section(
		'Criteria',
		h('p', {}, `${ruleSentence(rule)}.`),
		tableOf(
			'steps',
			[
				{ title: 'Step', class: 'fit', cell: ({ step }) => step },
				{ title: 'Events', class: 'num', cell: ({ count }) => count },
				{ title: 'Query', class: 'wide', cell: ({ query }) => h('code', {}, query) },
				{
					title: '',
					class: 'fit',
					cell: ({ query }) => link(toHash(['search'], { q: query }), 'Search'),
				},
			],
			rule.steps.map((step, index) => ({ ...step, step: index + 1 })),
		),
	);
}
