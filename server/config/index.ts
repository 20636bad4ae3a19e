/** Configuration: options from the command line, the environment and a file; what others may use of it. */

/** Reads the configuration of a server from flags, environment and file, in this order of precedence. */
export { parseConfig } from './config';

/** What the options of the shared engines ask for: what contradicts itself, and the files that are read. */
export { enginesOf } from './engines';

/** Every option of `log360-server start`, the one place where they are written down. */
export type { ServerConfig } from './options';

/** Makes the server's listener: plain HTTP, or TLS with the key pair that was configured. */
export { createListener } from './tls';
