/** The commands beside `start`. */
export { profileCommand } from './profile/command';
export { tokenCommand } from './token/command';
export { importFiles } from './import';
