/** The vendor's pages that the operation table names. */

const LOG360 = 'https://www.manageengine.com/log-management/help/api-settings';
const ELA =
	'https://manageengine.com/products/eventlog/help/StandaloneManagedServer-UserGuide/AdminSettings';
const V2 = 'https://www.manageengine.com/eu/products/eventlog/api/v2';

/**
 * A page of the Log360 V1 help.
 *
 * @param page file name without `.html`
 */
export const log360Page = (page: string) => `${LOG360}/${page}.html`;

/**
 * A page of the EventLog Analyzer V1 help.
 *
 * @param page file name without `.html`
 */
export const elaPage = (page: string) => `${ELA}/${page}.html`;

/** The V2 pages, by resource. */
export const V2_PAGES = {
	authentication: `${V2}/authentication`,
	search: 'https://www.manageengine.com/in/products/eventlog/api/v2/search',
	alerts: 'https://www.manageengine.com/uk/products/eventlog/api/v2/alerts',
	incident: 'https://www.manageengine.com/in/products/eventlog/api/v2/incident',
	jobs: `${V2}/jobs`,
	logSources: `${V2}/logsources`,
	metadata: 'https://www.manageengine.com/au/products/eventlog/api/v2/metadata/',
	reports: 'https://www.manageengine.com/cloud-siem/api/v2/reports',
} as const;
