/** Makes a ticketing connection, or shows one: change, test, delete. */
import { call, get } from '../api.js';
import { type Connection, connectionFields, readConnection } from '../connection-form.js';
import { confirm } from '../dialog.js';
import { button, h, link, section } from '../elements.js';
import { makeForm } from '../forms.js';
import { toHash } from '../hash.js';
import { notify } from '../notices.js';
import type { Page } from '../page.js';
import { secretOnce } from '../secret.js';
import { act, fill } from '../state.js';
import { badge, label } from '../vocabulary.js';

const PATH = '/ticketing/connections';

export const page: Page = async ({ root, parameters, signal, go, reload }) => {
	const { id } = parameters;
	if (id === undefined) {
		root.append(creator(root, go));
		return;
	}
	await fill(root, 'the connection', async () => {
		const { connections } = await get<{ connections: Connection[] }>(PATH, signal);
		const connection = connections.find((one) => String(one.id) === id);
		if (connection === undefined) throw new Error(`There is no connection "${id}".`);
		return [tools(connection, go), editor(connection, reload)];
	});
};

function creator(root: HTMLElement, go: (hash: string) => void): HTMLElement {
	const form = makeForm(
		{
			label: 'New connection',
			action: 'Create connection',
			submit: async (values, sent) => {
				const body = readConnection(values, sent, undefined);
				const made = await call<{ connection: Connection; secret?: string }>('POST', PATH, body);
				const { connection, secret } = made;
				notify(`"${connection.name}" is connected.`);
				const address = toHash(['connections', connection.id]);
				if (secret === undefined) go(address);
				else root.replaceChildren(secretOnce('Signing secret', secret, address));
			},
		},
		...connectionFields(undefined),
	);
	return section('New connection', form);
}

function editor(connection: Connection, reload: () => void): HTMLElement {
	const form = makeForm(
		{
			label: 'Change the connection',
			action: 'Save connection',
			submit: async (values, sent) => {
				const body = readConnection(values, sent, connection);
				await call('PUT', `${PATH}/${connection.id}`, body);
				notify(`"${connection.name}" is saved.`);
				reload();
			},
		},
		...connectionFields(connection),
	);
	return section(`${connection.name} · ${label(connection.tool)}`, form);
}

function tools(connection: Connection, go: (hash: string) => void): HTMLElement {
	const { id, name } = connection;
	const outcome = h('p', { role: 'status', class: 'outcome' });
	const test = button('Test the connection', () =>
		act(test, async () => {
			outcome.replaceChildren('The tool is being called …');
			const answer = await call<{ test: { ok: boolean; message: string } }>(
				'POST',
				`${PATH}/${id}/test`,
				{},
			).catch((error: unknown) => {
				outcome.replaceChildren();
				throw error;
			});
			const { ok, message } = answer.test;
			outcome.replaceChildren(badge(ok ? 'ok' : 'failed'), ` ${message}`);
		}),
	);
	const remove = button(
		'Delete',
		async () => {
			const text = `"${name}" is deleted with the tickets and deliveries that are known of it. The tool keeps its own.`;
			if (!(await confirm('Delete the connection?', text, 'Delete'))) return;
			await act(remove, async () => {
				await call('DELETE', `${PATH}/${id}`);
				notify(`"${name}" is deleted.`);
				go(toHash(['connections']));
			});
		},
		{ class: 'danger' },
	);
	return h(
		'div',
		{},
		h(
			'div',
			{ class: 'toolbar' },
			test,
			link(toHash(['deliveries'], { connection: id }), 'Deliveries'),
			remove,
		),
		outcome,
	);
}
