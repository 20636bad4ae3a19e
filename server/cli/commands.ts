/** The commands beside `start`. */
export { profileCommand } from '../alerts/command/command';
export { tokenCommand } from '../tokens/command/command';
export { importFiles } from './import';
