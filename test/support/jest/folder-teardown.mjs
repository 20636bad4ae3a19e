/** Jest's global teardown: removes the run's folder. */
export { remove as default } from './folder.mjs';
