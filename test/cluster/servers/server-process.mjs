/** A server on both engines as a process of its own, for a test that kills it: options as JSON in the first argument, its address as a line of output. */
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../../server/dist/', import.meta.url));
const { startServer } = require('./main.js');

const server = await startServer(JSON.parse(process.argv[2] ?? ''));
const { url, demoToken, v1Token } = server;
process.stdout.write(`${JSON.stringify({ url, demoToken, v1Token })}\n`);
