/** The commands beside `start`. */
export { profileCommand } from './profile/command';
export { tokenCommand } from './token/command';
export { importFiles } from './import';
export { parseText } from './parse';
export { parseOptionsOf } from '../logs/ingest';
export { parseZone } from '../logs/ingest';
