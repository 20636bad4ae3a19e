/** Default mappings: every one of our words is told and understood, and the documentation names them all. */
import { SEVERITIES, STATUSES } from '../../../../server/contract';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOOLS } from '../../../../server/response/tickets/connection';
import { DEFAULT_MAPPING, toOurs, toTheirs } from '../../../../server/response/tickets/mapping';

const page = readFileSync(join(__dirname, '../../../../docs/ticketing.md'), 'utf8');

describe.each(TOOLS)('%s', (tool) => {
	const { status, severity } = DEFAULT_MAPPING[tool];

	test('what we tell it comes back as what it was', () => {
		for (const word of STATUSES) {
			expect(toOurs(status, toTheirs(status, word) ?? '')).toBe(word);
		}
		for (const word of SEVERITIES) {
			expect(toOurs(severity, toTheirs(severity, word) ?? '')).toBe(word);
		}
	});

	test('understands our own words and those of the vendor, without case', () => {
		expect(toOurs(status, ' IN PROGRESS ')).toBe('in_progress');
		expect(toOurs(status, 'Pending')).toBe('in_progress');
		expect(toOurs(severity, 'critical')).toBe('critical');
		expect(toOurs(status, 'frozen')).toBeUndefined();
	});

	test('stands in the documentation', () => {
		const rows = page.split('\n').filter((line) => line.startsWith(`| \`${tool}\``));
		for (const [field, { in: words, out }] of Object.entries({ status, severity })) {
			const row = rows.find((line) => line.includes(`| ${field} `)) ?? '';
			for (const [ours, theirs] of Object.entries(out))
				expect(row).toContain(`${ours} → ${theirs}`);
			for (const word of Object.keys(words)) expect(row + page).toContain(word);
		}
	});
});
