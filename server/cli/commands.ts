/** The commands beside `start`. */
export { deliveryCommand } from './delivery/command';
export { demoCommand } from './demo/command';
export { profileCommand } from './profile/command';
export { tokenCommand } from './token/command';
export { importFiles } from './import';
