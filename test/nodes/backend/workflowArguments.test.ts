/** The arguments of workflows as fields: the editor gets them from the template, and a run gets their values. */
import { resourceMapping } from '../../../nodes/Log360/methods/resourceMapping';
import { backend } from '../support/backend';
import { editorContext } from '../support/n8n';
import { id, nodeWith } from '../support/node';

const server = backend();
const node = nodeWith(() => server.v2());
const fields = async (workflow: unknown, credentials = server.v2()) => {
	const parameters = { resource: 'workflow', operation: 'execute', workflow } as never;
	return await resourceMapping.getWorkflowArguments.call(editorContext(credentials, parameters));
};
const mapped = (value: object | null) => ({
	workflow: id(3),
	mappedArguments: { mappingMode: 'defineBelow', value },
});

it('are those of the template, with description, default and what is needed', async () => {
	const [template] = await node.run('workflow.getTemplate', { workflow: id(3) });
	const expected = (template.arguments as Array<{ name: string; required: boolean }>).map(
		({ name, required }) => ({ id: name, required }),
	);
	const found = await fields(id(3));
	expect(found.fields).toMatchObject(expected);
	expect(found.fields.map(({ id: name }) => name)).toEqual(
		expect.arrayContaining(['device', 'service']),
	);
	for (const { displayName, type, display } of found.fields) {
		expect([displayName.length > 3, type, display]).toEqual([true, 'string', true]);
	}
});

it('have the types and defaults that the template tells', async () => {
	const made = await server.call('POST', '/admin/api/workflows', {
		name: 'Typed arguments',
		description: '',
		definition: {
			start: 'wait',
			arguments: [
				{ name: 'minutes', description: 'How long', type: 'number', default: 5 },
				{ name: 'really', description: '', type: 'boolean' },
			],
			blocks: [{ id: 'wait', type: 'time_delay', parameters: { minutes: 1 } }],
		},
	});
	const { fields: found } = await fields(id((made.workflow as { id: number }).id));
	expect(found).toMatchObject([
		{ id: 'minutes', displayName: 'minutes: How long', type: 'number' },
		{ id: 'really', displayName: 'really', type: 'boolean' },
	]);
});

it.each([
	['nothing', id('')],
	['an expression', '={{ $json.workflow }}'],
	['an expression in the locator', { __rl: true, mode: 'id', value: '={{ $json.id }}' }],
])('cannot be known for %s, and the editor says what to do', async (_name, workflow) => {
	const { fields: found, emptyFieldsNotice } = await fields(workflow);
	expect(found).toEqual([]);
	expect(emptyFieldsNotice).toContain('Choose a workflow first');
});

it('need a V1 token, like workflows', async () => {
	await expect(fields(id(3), server.v2Only())).rejects.toThrow('this needs a V1 token');
});

it('reach the run, without those that were left empty', async () => {
	const parameters = mapped({ device: 'WS01', service: 'Spooler', message: '', other: null });
	const [ended] = await node.run('workflow.executeAndWait', parameters);
	expect(ended).toMatchObject({ state: 'success' });
});

it('may come from the item, one by one', async () => {
	const parameters = mapped({ device: '={{ $json.host }}', service: 'Spooler' });
	const found = await node.run('workflow.executeAndWait', parameters, {
		items: [{ host: 'WS01' }, { host: 'WS02' }],
	});
	expect(found.map(({ state }) => state)).toEqual(['success', 'success']);
});

it('whose expression gives nothing are an error, before the workflow starts', async () => {
	const parameters = mapped({ device: '={{ $json.typo }}', service: 'Spooler' });
	const calls = await server.answered(async () => {
		const error = await node.fail('workflow.execute', parameters);
		expect(error.message).toMatch(/Device is empty: the expression .*\$json\.typo.* gave nothing/);
	});
	expect(calls).toEqual([]);
});

it('that are missing are named by the server', async () => {
	const error = await node.fail('workflow.execute', mapped({ device: 'WS01' }));
	expect(error.message).toContain('service');
});
