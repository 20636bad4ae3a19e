/** Worker thread entry that hashes passwords: libuv's pool, which also packs answers and resolves names, stays free. */
import { serveWorker } from '../../platform/threads';
import { deriveNow } from './derive';

serveWorker({ derive: deriveNow });
