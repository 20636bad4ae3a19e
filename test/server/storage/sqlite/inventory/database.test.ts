import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { openInventoryDatabase } from '../../../../../server/storage/sqlite/inventory/database';
import {
	listAgents,
	listComputers,
	listDomains,
	listUsers,
} from '../../../../../server/storage/sqlite/inventory/lists';
import { listReports, ReportTable } from '../../../../../server/storage/sqlite/reports/table';
import { tempFolder } from '../../../../support/temp';

const file = () => join(tempFolder(), 'inventory.db');

it('has the administrator and nothing else without demo data', () => {
	const database = openInventoryDatabase(file(), false);
	expect(listUsers(database)).toEqual([
		{ id: 1, name: 'admin', role: 'Administrator', email: null },
	]);
	expect([listAgents(database), listDomains(database), listComputers(database)]).toEqual([
		[],
		[],
		[],
	]);
	database.close();
});

it('adds demo data once, also to a folder that was empty before', () => {
	const path = file();
	openInventoryDatabase(path, false).close();
	const first = openInventoryDatabase(path, true);
	expect(listDomains(first).map(({ name }) => name)).toEqual(['CORP', 'LAB']);
	expect(listAgents(first).map(({ running }) => running)).toEqual([true, true, false]);
	expect(listComputers(first)).toContainEqual({ name: 'DC01', domain: 'CORP' });
	expect(listUsers(first).length).toBeGreaterThan(3);
	first.exec("DELETE FROM user WHERE name = 'wei.chen'");
	const users = listUsers(first);
	first.close();
	const second = openInventoryDatabase(path, true);
	expect(listUsers(second)).toEqual(users);
	second.close();
});

it('refuses a file of a newer version', () => {
	const path = file();
	const database = new DatabaseSync(path);
	database.exec('PRAGMA user_version = 99');
	database.close();
	expect(() => openInventoryDatabase(path, false)).toThrow(/newer version.*layout 99/);
});

it('brings reports of the first layout along, without counts, and takes some from then on', () => {
	const path = file();
	const first = openInventoryDatabase(path, false);
	const draft = { description: '', module: 'M', category: 'C', group: 'G', query: '*' };
	const { id } = new ReportTable(first).create({ ...draft, name: 'Old' });
	first.exec('ALTER TABLE report DROP COLUMN counts; PRAGMA user_version = 1;');
	first.close();
	const second = openInventoryDatabase(path, false);
	expect(listReports(second)).toEqual([{ ...draft, name: 'Old', id, custom: true }]);
	const counts = { interval: '1h' };
	new ReportTable(second).update(id, { counts });
	second.close();
	const third = openInventoryDatabase(path, false);
	expect(listReports(third)).toEqual([{ ...draft, name: 'Old', id, counts, custom: true }]);
	third.close();
});
