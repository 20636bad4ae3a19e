/** n8n as the tests of the nodes use it: runs, polls, webhooks, the editor and credentials, all inside n8n-core. */
import '../quiet';

export { additionalData, credentialData, testCredential } from './credentials';
export { editorContext, executeContext } from './contexts';
export { hooks, type Published } from './hooks';
export { deliver, type Delivery, type Received } from './deliver';
export { nodeTypes } from './node-types';
export { poller } from './poll';
export { failure, hints, items, itemsOf, output, type Failure } from './results';
export { resume, run, type Trial } from './run';
