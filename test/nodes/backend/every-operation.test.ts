/** Every operation with every kind of credential against the bundled backend: none of the node's operations may be missing. */
import { Log360 } from '../../../nodes/Log360/Log360.node';
import { backend } from '../support/backend';
import { failure, output } from '../support/n8n';
import { alertWork } from './every-operation/alertWork';
import { extension } from './every-operation/extension';
import { incidents } from './every-operation/incidents';
import { inventory } from './every-operation/inventory';
import { logs } from './every-operation/logs';
import { prepareWorld, type Generation, type Row, type Rows } from './every-operation/row';
import { workflows } from './every-operation/workflows';

const TABLE: Rows = {
	...logs,
	...incidents,
	...inventory,
	...workflows,
	...extension,
	...alertWork,
};

/** The operations that the editor offers, read from the node's own description, as `resource.operation`. */
const OFFERED = new Log360().description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options }) =>
		(displayOptions?.show?.resource ?? []).flatMap((resource) =>
			(options ?? []).map(
				(option) => `${String(resource)}.${String('value' in option && option.value)}`,
			),
		),
	);

const server = backend();
beforeAll(async () => await prepareWorld(server));

const CREDENTIALS = [
	{ kind: 'V2', data: () => server.v2Only(), reaches: ['v2'] },
	{ kind: 'V1', data: () => server.v1(), reaches: ['v1'] },
	{ kind: 'V2 with a V1 token', data: () => server.v2(), reaches: ['v2', 'v1'] },
] as const;

it('the table has a row for each operation that the node offers, and no other', () => {
	expect(Object.keys(TABLE).sort()).toEqual([...OFFERED].sort());
});

it('no row claims that an operation works nowhere, or leaves open why it does not', () => {
	const idle = Object.entries(TABLE).filter(
		([, { v1, v2 }]) => v1 === undefined && v2 === undefined,
	);
	expect(idle).toEqual([]);
	const unexplained = Object.entries(TABLE).filter(
		([, { v1, v2, purpose }]) => (v1 === undefined || v2 === undefined) !== (purpose !== undefined),
	);
	expect(unexplained).toEqual([]);
});

describe.each(OFFERED)('%s', (name) => {
	const [resource, operation] = name.split('.');
	const row = TABLE[name] as Row;

	it.each(CREDENTIALS)('with a credential for $kind', async ({ data, reaches }) => {
		const generation = reaches.find((candidate) => row[candidate] !== undefined);
		const has: Generation = reaches[0];
		const attempt = await row.prepare(server, generation ?? has);
		const trial = {
			credentials: data(),
			parameters: { resource, operation, ...attempt.parameters },
		};
		if (generation === undefined) {
			const calls = await server.answered(async () => {
				const error = await failure(trial);
				expect(error.message).toBe(
					has === 'v1'
						? `API V1 cannot ${row.purpose}`
						: `API V2 cannot ${row.purpose}; this needs a V1 token`,
				);
			});
			expect(calls).toEqual([]);
			return;
		}
		let found: unknown;
		const calls = await server.answered(async () => {
			found = await output(trial);
		});
		expect(found).toEqual(attempt.output);
		expect(calls).toEqual(row[generation]);
		await attempt.check?.();
	});
});
