/** The page on alerts names every predefined profile as it is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertRule } from '../../../server/detection/profile';
import { PREDEFINED_PROFILES } from '../../../server/detection/predefined';

const page = readFileSync(join(__dirname, '../../../docs/alerts.md'), 'utf8');

function words({ steps, within = 0 }: AlertRule): string {
	const minutes = within / 60_000;
	const time = minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
	if (steps.length > 1) return `${steps.map(count).join(' then ')} in ${time}`;
	return `${count(steps[0]!)} in ${time}`;
}

function count({ count: n }: AlertRule['steps'][number]): string {
	return n === 1 ? '1' : `${n}×`;
}

it('has the table of predefined profiles', () => {
	const rows = [...page.matchAll(/^\| (\d{4}) +\|.*$/gm)].map(([row]) =>
		row
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim()),
	);
	expect(rows).toEqual(
		PREDEFINED_PROFILES.map(({ id, name, severity, rule }) => [
			...[String(id), name, severity, words(rule)],
			(rule.by ?? []).map((field) => `\`${field}\``).join(', '),
		]),
	);
});
