/** The table's rows for what only this server offers. */
import { alertExtensions } from './extension/alerts';
import { incidentExtensions } from './extension/incidents';
import { logSourceExtensions } from './extension/log-sources';
import { reportExtensions } from './extension/reports';
import { searchExtensions } from './extension/search';
import { serverOperations } from './extension/server';
import { tokenExtensions } from './extension/token';
import { webhookExtensions } from './extension/webhooks';
import { workflowExtensions } from './extension/workflows';

export const extensionOperations = {
	...alertExtensions,
	...incidentExtensions,
	...workflowExtensions,
	...searchExtensions,
	...reportExtensions,
	...tokenExtensions,
	...webhookExtensions,
	...logSourceExtensions,
	...serverOperations,
} as const;
