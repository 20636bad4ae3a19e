/** Workflows: list with a switch for each. */
import { call, get } from '../api.js';
import { button, h, link, time } from '../elements.js';
import { toHash } from '../hash.js';
import { notify } from '../notices.js';
import type { Page } from '../page.js';
import { act, empty, fill } from '../state.js';
import { tableOf } from '../table.js';
import type { Template } from '../workflow.js';

export const page: Page = async ({ root, signal }) => {
	const place = h('div', {});
	root.append(
		h(
			'div',
			{ class: 'toolbar' },
			link(toHash(['workflows', 'new']), 'New workflow'),
			link(toHash(['runs']), 'Runs'),
		),
		place,
	);
	await fill(place, 'workflows', async () => {
		const { workflows } = await get<{ workflows: Template[] }>('/workflows', signal);
		if (workflows.length === 0) return empty('There is no workflow yet.');
		return tableOf<Template>(
			'workflows',
			[
				{ title: 'Name', cell: ({ id, name }) => link(toHash(['workflows', id]), name) },
				{ title: 'What it does', class: 'wide', cell: ({ description }) => description },
				{
					title: 'Origin',
					cell: ({ predefined }) => (predefined ? 'Predefined' : 'Custom'),
				},
				{ title: 'Changed', class: 'time', cell: ({ lastModified }) => time(lastModified) },
				{ title: 'Enabled', class: 'fit', cell: enabling },
			],
			workflows,
		);
	});
};

/** A switch that changes the workflow at once. */
export function enabling({ id, name, enabled: before }: Template): HTMLElement {
	let enabled = before;
	const control = button(
		'',
		() =>
			act(control, async () => {
				await call('PUT', `/workflows/${id}/enabled`, { enabled: !enabled });
				enabled = !enabled;
				show();
				notify(`"${name}" is ${enabled ? 'enabled' : 'disabled'} now.`);
			}),
		{ class: 'switch', role: 'switch', 'aria-label': `Enable ${name}` },
	);
	const show = () => {
		control.textContent = enabled ? 'On' : 'Off';
		control.setAttribute('aria-checked', String(enabled));
	};
	show();
	return control;
}
