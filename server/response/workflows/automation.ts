/** Which alert profiles start which workflows, and with what arguments. */
import type { Alert, AlertConsumer } from '../../detection';
import type { Json } from './definition';
import type { IncidentFacts } from './incident-facts';
import type { Automation } from './store';
import { fillIn } from './text/placeholders';
import { scopeOf } from './text/scope';
import type { AlertFacts } from './targets';
import type { Workflows } from './workflows';

/**
 * Takes raised alerts and starts what their profiles ask for. Alerts that come again after a crash start
 * nothing again.
 *
 * @param incidentOf the incident that an alert has made or joined by now
 * @param onProblem told in one sentence of each workflow that could not be started
 */
export function workflowConsumer(
	workflows: Pick<Workflows, 'store' | 'onAlert'>,
	incidentOf: (alertId: number) => Promise<IncidentFacts | undefined>,
	onProblem: (problem: string) => void,
): AlertConsumer {
	return async (alerts) => {
		const automations = await workflows.store.automations();
		if (automations.length === 0) return;
		for (const alert of alerts) {
			const own = automations.filter(({ profileId }) => profileId === alert.profileId);
			if (own.length === 0) continue;
			const incident = (await incidentOf(alert.id))?.incident;
			for (const automation of own) {
				const { problems } = await workflows.onAlert(factsOf(alert, incident, automation));
				for (const problem of problems) onProblem(`Alert ${alert.id}: ${problem}`);
			}
		}
	};
}

function factsOf(
	alert: Alert,
	incident: AlertFacts['incident'],
	automation: Automation,
): AlertFacts {
	const fields = alert.document as { readonly [name: string]: Json };
	const values = {
		...fields,
		id: alert.id,
		profile_id: alert.profileId,
		profile_name: alert.profileName,
		severity: alert.severity,
		time: new Date(alert.time).toISOString(),
	};
	const host = fields['HOSTNAME'];
	const filled = fillIn(
		automation.arguments,
		scopeOf({ alert: values, incident: incident ?? null }),
	);
	return {
		id: alert.id,
		templateIds: [automation.templateId],
		alert: values,
		...(incident === undefined ? {} : { incident }),
		device: typeof host === 'string' && host !== '' ? host : null,
		arguments: filled as Record<string, string | number | boolean>,
	};
}
