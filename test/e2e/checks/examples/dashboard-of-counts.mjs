/** The example dashboard-of-counts: the page has the numbers of the server, for those who may see it. */
import assert from 'node:assert/strict';

const READER = { user: 'soc', password: 'dashboard-password' };

/** @param {import('./stage.mjs').Stage} stage */
export async function checkDashboard(stage) {
	const { checks, client, events } = stage.world;
	await checks.check('example: a dashboard of counts', async () => {
		const httpBasicAuth = await stage.credential('Readers', 'httpBasicAuth', READER);
		await stage.publish(await stage.store('dashboard-of-counts/workflow.json', { httpBasicAuth }));
		const url = `${client.url}/webhook/log360-dashboard`;
		const login = Buffer.from(`${READER.user}:${READER.password}`).toString('base64');
		let answer = await fetch(url, { headers: { authorization: `Basic ${login}` } });
		for (let tries = 0; answer.status === 404 && tries < 50; tries++) {
			await new Promise((resolve) => setTimeout(resolve, 200));
			answer = await fetch(url, { headers: { authorization: `Basic ${login}` } });
		}
		assert.equal(answer.status, 200);
		assert.match(answer.headers.get('content-type') ?? '', /^text\/html/);
		const page = await answer.text();
		const number = (/** @type {string} */ id) =>
			Number(new RegExp(`<b id="${id}">(\\d+)</b>`).exec(page)?.[1]);
		const failed = events.filter(({ EVENTID }) => EVENTID === 4625);
		const total = await stage.ask({
			...{ resource: 'log', operation: 'aggregate', query: '*', timeRange: 'last24Hours' },
			countBy: 'total',
		});
		assert.equal(number('logs'), total[0].count);
		assert.ok(number('logs') >= events.length);
		assert.ok(number('failed') >= failed.length);
		assert.ok(number('critical') > 0);
		const [user] = mostOf(failed.map(({ USERNAME }) => String(USERNAME)));
		assert.ok(page.includes(`<th>${user}</th>`), `${user} is not on the page`);
		assert.equal((await fetch(url)).status, 401);
	});
}

/** @param {string[]} names */
function mostOf(names) {
	/** @type {Map<string, number>} */
	const counts = new Map();
	for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
	return [...counts.keys()].sort((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0));
}
