/** The wings of a server, in the order in which they are opened: each `open…` takes its ports and returns what it made, with what closes it. */
export { openLog } from './log';
export { openLogs } from './logs';
export { openInventory } from './inventory';
export { openAccess } from './access';
export { openKeeping } from './keeping';
export { openJobs } from './jobs';
export { openDetection } from './detection';
export { openResponse } from './response';
export { openDemo } from './demo';
export { openHttp } from './http';
