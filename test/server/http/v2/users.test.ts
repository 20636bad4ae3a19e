import { addDemoInventory } from '../../../support/arrangement';
import { TestServer } from '../../../support/server';
import { tempFolder } from '../../../support/temp';

it('lists the administrator of an empty server', async () => {
	const server = await TestServer.start();
	expect((await server.call('/api/v2/meta/users')).body).toEqual({
		data: { users: [{ user_id: 1, user_name: 'admin', role: 'Administrator' }] },
		meta: { total_items: 1, items_in_current_page: 1 },
	});
});

it('lists the users of the demo, a slice at a time', async () => {
	const data = tempFolder();
	await addDemoInventory(data);
	const server = await TestServer.start({ data });
	const { body } = await server.call('/api/v2/meta/users?from=2&limit=1');
	expect(body.data.users).toEqual([
		{
			user_id: 2,
			user_name: 'maria.silva',
			role: 'Administrator',
			email: 'maria.silva@corp.example',
		},
	]);
});
