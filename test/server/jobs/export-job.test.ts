/** Exports: a file with checksum that lives and dies with its job. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

import { PermanentJobError } from '../../../server/jobs/errors';
import { exportJob, openExport, removeOrphanExports } from '../../../server/jobs/export-job';
import { JobFiles } from '../../../server/jobs/files';
import { ann, bob, HOUR, makeEngine } from './engine-fixture';
import { tempFile } from '../storage/sqlite/jobs/temp-file';

function makeExports() {
	const directory = join(dirname(tempFile()), 'exports');
	const files = new JobFiles(directory);
	const fixture = makeEngine();
	const { handler, options } = exportJob<{ incident: number }>(
		files,
		async ({ payload, progress }) => {
			if (payload.incident === 404) throw new PermanentJobError('Incident 404 does not exist');
			async function* body() {
				yield 'id,title\n';
				progress({ done: 1, total: 2 });
				yield `${payload.incident},Brute force\n`;
			}
			return { name: `incident-${payload.incident}.csv`, contentType: 'text/csv', body: body() };
		},
	);
	fixture.engine.register('work', handler, options);
	return { ...fixture, files, directory };
}

test('the file can be read when the job has succeeded, with name, type, size and checksum', async () => {
	const { engine, files, submit } = makeExports();
	await engine.start();
	const { id } = await submit({ incident: 7 });
	await engine.wait(id, ann);
	const { file, stream } = await openExport(engine, files, id, ann);
	expect(file).toEqual({
		name: 'incident-7.csv',
		contentType: 'text/csv',
		size: 23,
		sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
	});
	expect(await text(stream)).toBe('id,title\n7,Brute force\n');
	await expect(openExport(engine, files, id, bob)).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
});

test('a failed export says why', async () => {
	const { engine, files, submit } = makeExports();
	await engine.start();
	const { id } = await submit({ incident: 404 });
	await engine.wait(id, ann);
	await expect(openExport(engine, files, id, ann)).rejects.toThrow(
		`Export ${id} has no file: it is FAILED: Incident 404 does not exist`,
	);
});

test('the file goes with its job, deleted or expired', async () => {
	const { engine, submit, clock, directory } = makeExports();
	await engine.start();
	const [deleted, expired] = [await submit({ incident: 1 }), await submit({ incident: 2 })];
	await engine.wait(deleted.id, ann);
	await engine.wait(expired.id, ann);
	await engine.delete(deleted.id, ann);
	expect(existsSync(join(directory, deleted.id))).toBe(false);
	expect(existsSync(join(directory, expired.id))).toBe(true);
	clock.advance(24 * HOUR);
	await engine.wake();
	expect(existsSync(join(directory, expired.id))).toBe(false);
});

test('files without a job are removed before the start', async () => {
	const { engine, queue, files, submit, directory } = makeExports();
	await engine.start();
	const { id } = await submit({ incident: 1 });
	await engine.wait(id, ann);
	writeFileSync(join(directory, 'AYVTeCb0wPH5eWuO5jkC'), 'left by a crash');
	expect(await removeOrphanExports(files, queue)).toBe(1);
	expect(readdirSync(directory)).toEqual([id]);
});
