/** Response: tickets, incidents and workflows, and the way of an alert into them. */
import type { AlertService } from '../../detection';
import type { JobEngine } from '../../jobs';
import { type Clock, SecretBox } from '../../platform';
import { outgoing } from '../../platform/outgoing';
import { openIncidents } from '../../response/incidents';
import { openTickets, profileDirectory } from '../../response/tickets';
import {
	alertIncidents,
	directHttp,
	incidentsById,
	incidentTickets,
	openWorkflows,
	workflowConsumer,
} from '../../response/workflows';
import { together } from '../opened';
import type { ServerOptions } from '../server';
import type { Stores } from '../stores';

/** What response is made of. */
export interface ResponsePorts {
	readonly stores: Pick<Stores, 'incidents' | 'jobs' | 'files' | 'workflows' | 'others'>;
	readonly engine: JobEngine;
	readonly alerts: AlertService;
	readonly clock: Clock;
	/** Secret of the installation, 32 bytes. */
	readonly key: Uint8Array;
	readonly trouble: (doing: string, error: unknown) => void;
	/** Told why a workflow did not start. */
	readonly warn: (problem: string) => void;
}

/** Opens it before the engine starts. */
export function openResponse(
	{ stores, engine, alerts, clock, key, trouble, warn }: ResponsePorts,
	options: Pick<ServerOptions, 'allowInternal'>,
) {
	const allowInternal = options.allowInternal ?? [];
	return together(async (own) => {
		const { incidents: store, jobs: queue, others } = stores;
		const profiles = profileDirectory(alerts);
		const ticketing = openTickets({
			...{ store, engine, clock, profiles, trouble, locks: others?.ticketLocks },
			...{ box: new SecretBox(key), send: outgoing({ allowInternal }) },
		});
		const incidents = await openIncidents({
			...{ store, engine, queue, clock, files: stores.files() },
			settings: (profile) => profiles.settings(profile),
			onOutbox: ticketing.wake,
		});
		const { store: workflowStore } = own.add(await stores.workflows());
		const http = directHttp({ allowInternal });
		const workflows = await openWorkflows({ store: workflowStore, clock, engine, http });
		workflows.useTickets(incidentTickets(ticketing.tickets, incidents.incidents));
		workflows.useIncidents(incidentsById(incidents.incidents));
		/** Goes on with tickets and runs that were left, here or by a server that died. */
		const resume = () => {
			ticketing.wake();
			return workflows.resume();
		};
		return {
			...{ ticketing, incidents, workflows, resume },
			/** Takes in what was left and every alert from now on, incidents first; the engine runs. */
			async begin(): Promise<void> {
				const intoIncidents = alerts.follow('incidents', incidents.takeAlerts);
				await resume();
				const intoWorkflows = workflowConsumer(
					workflows,
					alertIncidents(incidents.incidents),
					warn,
				);
				alerts.follow('workflows', intoWorkflows, intoIncidents);
			},
		};
	});
}
