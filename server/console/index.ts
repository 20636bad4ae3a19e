/** Console: its pages and the routes that only it needs; what others may use of it. */

/** What the console calls beside the administrator API: operations of V2 under `/admin/api/v2`, and what only it needs. */
export { consoleRouters } from './api/router';

/** Serves the web console: a page, its styles and its scripts, all from this server so that it works offline. */
export { mountConsole } from './routes';
