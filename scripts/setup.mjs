/** Installs the packages and Node 24 as `npm test` and `npm start` do first; for those who want nothing else yet. */
import { install, requireNode20 } from './toolchain.mjs';

requireNode20();
await install();
