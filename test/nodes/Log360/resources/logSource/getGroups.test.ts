/** Log Source > Get Groups in both dialects. */
import { bench } from '../../../support/cases';

const b = bench();
const getGroups = { resource: 'logSource', operation: 'getGroups', returnAll: true };

it('V2 reads the list of groups', async () => {
	const group = {
		log_source_group_id: 1,
		log_source_group_name: 'WindowsGroup',
		log_source_count: 12,
	};
	expect(await b.run(b.v2(), getGroups, { data: { log_source_groups: [group] } })).toEqual([
		{ id: '1', name: 'WindowsGroup', logSourceCount: 12 },
	]);
	const raw = { ...getGroups, simplify: false };
	expect(await b.run(b.v2(), raw, { data: { log_source_groups: [group] } })).toEqual([group]);
	expect(b.seen[0]).toMatchObject({ method: 'GET', path: '/api/v2/log-sources/log-source-groups' });
});

it('V1 gathers the groups from the log sources', async () => {
	const devices = [
		{ name: 'a', host_id: 1, group: 'WindowsGroup' },
		{ name: 'b', host_id: 2, group: 'Unix' },
		{ name: 'c', host_id: 3, group: 'WindowsGroup' },
		{ name: 'd', host_id: 4 },
	];
	expect(await b.run(b.v1(), getGroups, { devices })).toEqual([
		{ id: 'WindowsGroup', name: 'WindowsGroup', logSourceCount: 2 },
		{ id: 'Unix', name: 'Unix', logSourceCount: 1 },
	]);
	expect(b.seen[0].path).toBe('/RestAPI/v1/meta/log_sources');
});

it('V1 counts the groups for the limit, not the log sources', async () => {
	const devices = Array.from({ length: 20 }, (_, id) => ({
		name: `h${id}`,
		host_id: id,
		group: `g${id % 4}`,
	}));
	expect(
		await b.run(b.v1(), { ...getGroups, returnAll: false, limit: 3 }, { devices }),
	).toHaveLength(3);
});
