/** The documents name every option, every scope and every audit event as the code has them. */
import { AUDIT_EVENTS } from '../../../server/access/admin';
import { Metrics } from '../../../server/http';
import { scopeTable } from '../../../server/access/tokens';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { optionTables } from '../../../server/config/markdown';

/** Formatting pads the cells of tables; what they say is what counts. */
const unpadded = (text: string) => text.replace(/ {2,}/g, ' ').replace(/-{3,}/g, '---');
const page = (name: string) =>
	unpadded(readFileSync(join(__dirname, '../../../docs', name), 'utf8'));

it('docs/configuration.md holds the tables of options', () => {
	expect(page('configuration.md')).toContain(unpadded(optionTables()));
});

it('docs/tokens.md holds the table of scopes', () => {
	expect(page('tokens.md')).toContain(unpadded(scopeTable()));
});

it.each(AUDIT_EVENTS)('docs/operations.md explains the audit event %s', (event) => {
	expect(page('operations.md')).toContain(`\`${event}\``);
});

it('docs/operations.md explains every metric', async () => {
	const metrics = new Metrics();
	const names = (await metrics.registry.getMetricsAsJSON()).map(({ name }) => name);
	metrics.close();
	for (const name of names) expect(page('operations.md')).toContain(`\`${name}`);
});
