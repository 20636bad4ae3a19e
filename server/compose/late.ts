/** What loads late, and when: said here and nowhere else. Whatever is not named here loads with the module that imports it. */

/** The wings, while the threads of the stores start: loading them takes as long as starting those. */
export const loadWings = () => require('./wings') as typeof import('./wings');

/** The routes of the administrator API and of the console, with the first request to one of them. */
export const loadAdminRoutes = () => require('./admin-routes') as typeof import('./admin-routes');
