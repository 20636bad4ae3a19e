/** docs/workflows.md names every block, every parameter and every predefined workflow as the code has them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BLOCK_TYPES } from '../../../../server/response/workflows/blocks';
import { PREDEFINED } from '../../../../server/response/workflows/predefined';
import { validateDefinition } from '../../../../server/response/workflows/validate';

const page = readFileSync(join(__dirname, '../../../../docs/workflows.md'), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('|'));

it.each(BLOCK_TYPES)('$type', ({ type, parameters }) => {
	const row = rows.find((line) => line.split('|')[1]?.includes(`\`${type}\``)) ?? '';
	for (const name of Object.keys((parameters as unknown as { shape: object }).shape)) {
		expect(row).toContain(`\`${name}\``);
	}
});

it('lists the predefined workflows with their ids and arguments', () => {
	PREDEFINED.forEach(({ name, definition }, at) => {
		const row = rows.find((line) => line.split('|')[2]?.trim() === name) ?? '';
		expect(row.split('|')[1]?.trim()).toBe(String(at + 1));
		for (const argument of definition.arguments) {
			if (!['device', 'mail_to'].includes(argument.name))
				expect(row).toContain(`\`${argument.name}\``);
		}
	});
});

it('shows a definition that is valid', () => {
	const example = /## Definition\n\n```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
	expect(validateDefinition(JSON.parse(example)).blocks).toHaveLength(4);
});
