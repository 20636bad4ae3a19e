/** Lints everything: n8n's own rules on nodes/ and credentials/, the rules that server/ and test/ bring on those. */
import { run } from './toolchain.mjs';

await run('n8n-node', ['lint', ...process.argv.slice(2)], {
	env: { ESLINT_FLAGS: 'v10_config_lookup_from_file' },
});
