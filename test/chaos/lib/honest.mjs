/** The honest sender and the honest reader, who must not notice the others. */

const EVER = { start_time: '2000-01-01T00:00:00Z', end_time: '2100-01-01T00:00:00Z' };
/** A rule that long lines of the same beginning hold up: honest lines must get its field all the same. */
const RULE = String.raw`user=(?<APPUSER>\w+).*action=(?<APPACTION>\w+).*result=(?<OUTCOME>\w+)$`;
export const LOG_TYPE = 'Shop';

/** Sends events one by one, each of which a parser rule has to read, and finds them. */
export class Honest {
	sent = 0;

	constructor(server) {
		this.server = server;
	}

	async call(path, body) {
		const answer = await fetch(this.server.url + path, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${this.server.tokens.honest}`,
				'content-type': 'application/json',
			},
			body: JSON.stringify(body),
		});
		if (!answer.ok) throw new Error(`${path}: HTTP ${answer.status}: ${await answer.text()}`);
		return answer.json();
	}

	async prepare() {
		const rule = { log_type_id: LOG_TYPE, rule_name: 'orders', pattern: RULE };
		await this.call('/api/v2/log-type', { log_type_name: LOG_TYPE });
		await this.call('/api/v2/log-type/parser-rule', rule);
	}

	async send() {
		const report = await this.call('/ingest', {
			...{ TIME: new Date().toISOString(), HOSTNAME: 'honest', SEQ: this.sent, KIND: 'honest' },
			LOGTYPE: LOG_TYPE,
			MESSAGE: `user=ann${this.sent} action=order result=paid`,
		});
		if (report.stored !== 1) throw new Error(`stored ${report.stored} of 1`);
		this.sent++;
	}

	/** @returns {Promise<number>} how long a search for the latest event took, ms */
	async read() {
		const begin = performance.now();
		await this.find(`KIND = honest AND SEQ = ${Math.max(0, this.sent - 1)}`);
		return performance.now() - begin;
	}

	/** @returns {Promise<number>} number of hits */
	async find(query) {
		return (await this.call('/api/v2/search', { query, ...EVER })).meta.total_items;
	}

	/** @returns {Promise<string[]>} what of the events is not as it must be */
	async check() {
		const missing = [];
		for (const query of ['KIND = honest', 'KIND = honest AND APPUSER = ann* AND OUTCOME = paid']) {
			const found = await this.find(query);
			if (found !== this.sent)
				missing.push(`${this.sent} honest events were acknowledged, ${query} finds ${found}`);
		}
		return missing;
	}
}
