/** Lints nodes/ and credentials/ with n8n's own rules; the flag lets server/ and test/ keep rules of their own. */
import { run } from './toolchain.mjs';

await run('n8n-node', ['lint', ...process.argv.slice(2)], {
	env: { ESLINT_FLAGS: 'v10_config_lookup_from_file' },
});
