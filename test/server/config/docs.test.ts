/** The documents name every option, every scope and every audit event as the code has them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIT_EVENTS } from '../../../server/admin/audit';
import { Metrics } from '../../../server/api/middleware/metrics';
import { optionTables } from '../../../server/config/markdown';
import { scopeTable } from '../../../server/tokens/markdown';

const page = (name: string) => readFileSync(join(__dirname, '../../../docs', name), 'utf8');

it('docs/configuration.md holds the tables of options', () => {
	expect(page('configuration.md')).toContain(optionTables());
});

it('docs/tokens.md holds the table of scopes', () => {
	expect(page('tokens.md')).toContain(scopeTable());
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
