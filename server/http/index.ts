/** HTTP: thin routes from the contract to the parts; what others may use of it. */

/** The administrator API under `/admin/api/alerts`: profiles, Sigma import, and what people do about alerts. */
export { alertsAdminRouter } from './admin/alerts/router';

/** Reads what a request of the administrator API carries, with errors that name the field. */
export { bodyOf, queryOf, readJson } from './admin/body';

/** The administrator API under `/admin/api/demo`: attacks that raise alerts, to try out what alerts start. */
export { demoAdminRouter } from './admin/demo/router';

/** The one door in front of everything below `/admin/`: no route behind it can be without guard or cross-site check. */
export { adminDoor } from './admin/door';

/** Lets only administrators through: by the cookie of a session, or by a token with the scope `admin`. */
export { type Administrator, administratorOf } from './admin/guard';

/** The id in a path of the administrator API; what is no number is told as it was given. */
export { pathId, unknownThing } from './admin/path-id';

/** Writes tokens and audit entries as the administrator API and `--json` of the command line show them. */
export { type PresentedToken, presentToken } from './admin/present';

/** The administrator API under `/admin/api`: session, tokens, audit log. */
export { adminRouter } from './admin/router';

/** The administrator API under `/admin/api/ticketing`: connections, the delivery log, sending again. */
export { ticketingAdminRouter } from './admin/tickets/router';

/** The administrator API under `/admin/api/workflows`: templates, runs with their logs, the outbox, simulated devices. */
export { workflowAdminRouter } from './admin/workflows/router';

/** The HTTP application: middleware in their order, and every route of the contract that is implemented. */
export { type AppParts, type AppSettings, createApp } from './app';

/** Mounts handlers on the routes that the contract names: authorise, parse with the contract, call, answer. */
export { type Handlers, mount } from './endpoint';

/** The one error class that routes and middleware throw to answer with an error of the catalogue. */
export { ApiError } from './errors';

/** The one place that turns errors of the parts into errors of the API's catalogue, and those into answers. */
export { faults } from './fault';

/** Writes the calls that destroy, switch off, take out or set something going to the audit log, with who made them. */
export { audited } from './middleware/audited';

/** Lets the requests that are under way end before the server stops, and turns new ones away. */
export { Drain } from './middleware/drain';

/** The server's structured log: one JSON object a line, times by the injected clock, secrets redacted. */
export { closeLogger, createLogger, LOG_LEVELS, type LogLevel } from './middleware/logger';

/** Counts and times requests for Prometheus, and collects the gauges of the server's parts. */
export { Metrics } from './middleware/metrics';

/** The documented limit of requests per minute and token, as a window that slides with every request. */
export { DOCUMENTED_LIMIT } from './middleware/rate-limit';
