/** The example nightly-search-to-csv: the mail has the file with all rows. */
import assert from 'node:assert/strict';
import { itemsOf } from '../../lib/execute.mjs';

/** @param {import('./stage.mjs').Stage} stage */
export async function checkNightly({ world: { checks, client, events }, store, mail }) {
	await checks.check('example: the nightly search sends its CSV file by mail', async () => {
		const nth = mail.count() + 1;
		const stored = await store(
			'nightly-search-to-csv/workflow.json',
			{},
			{ period: 'last24Hours' },
		);
		itemsOf(await client.run(stored), 'Send it');
		const { to, subject, attachments } = await mail.mail(nth);
		assert.deepEqual(to, ['auditors@example.com']);
		assert.match(subject, /^Failed logons: \d+ rows$/);
		const [file] = attachments;
		assert.match(file.filename, /^failed-logons.*\.csv$/);
		const [header, ...rows] = file.content.toString().trim().split(/\r?\n/);
		assert.match(header, /^TIME,HOSTNAME,USERNAME,REMOTEIP/);
		assert.equal(rows.length, events.filter(({ EVENTID }) => EVENTID === 4625).length);
		assert.match(rows[0], /^\d{4}-\d\d-\d\dT/);
		assert.equal(Number(/\d+/.exec(subject)?.[0]), rows.length);
	});
}
