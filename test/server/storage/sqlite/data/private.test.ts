/** The data folder is its owner's alone, whatever was there before. */
import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestServer } from '../../../../support/server';
import { tempFolder } from '../../../../support/temp';
import { makePrivate } from '../../../../../server/storage/sqlite/data/private';

const mode = (path: string) => statSync(path).mode & 0o777;

/** Everything below a folder that group or others may read. */
function openBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
		(name) => (mode(join(folder, name)) & 0o077) !== 0,
	);
}

it('a server makes an open folder and all that it writes private', async () => {
	const data = tempFolder();
	chmodSync(data, 0o755);
	const first = await TestServer.start({ data });
	await first.store([{ HOSTNAME: 'h', N: 1 }]);
	const { body } = await first.call('/api/v2/incident', { body: { name: 'x' } });
	const started = await first.call(`/api/v2/incident/${body.data.incident_id}/export`, {
		body: {},
	});
	expect(started.status).toBeLessThan(300);
	await first.jobs.list({ owner: '', admin: true });
	expect(mode(data)).toBe(0o700);
	expect(openBelow(data)).toEqual([]);
	await first.close();
	for (const name of readdirSync(data)) chmodSync(join(data, name), 0o755);
	const second = await TestServer.start({ data });
	expect(openBelow(data)).toEqual([]);
	await second.close();
});

it('files of others in the folder are left alone, and the folder is named instead of changed', () => {
	const data = tempFolder();
	for (const name of ['events.db', 'events.db-wal', 'notes.txt']) {
		writeFileSync(join(data, name), '');
		chmodSync(join(data, name), 0o644);
	}
	mkdirSync(join(data, 'exports'));
	chmodSync(join(data, 'exports'), 0o755);
	chmodSync(data, 0o755);
	expect(makePrivate(data)).toEqual([data]);
	expect(['events.db', 'events.db-wal', 'exports'].map((name) => mode(join(data, name)))).toEqual([
		0o600, 0o600, 0o700,
	]);
	expect(mode(join(data, 'notes.txt'))).toBe(0o644);
});
