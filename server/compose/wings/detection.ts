/** Detection: alert profiles, and the alerts that events raise. */
import { AlertService } from '../../detection';
import type { Clock } from '../../platform';
import type { Stores } from '../stores';

/** What detection is made of. */
export interface DetectionPorts {
	readonly store: Stores['events']['alerts'];
	readonly clock: Clock;
}

/** Opens it; whoever follows alerts gets those that were left. */
export function openDetection({ store, clock }: DetectionPorts): Promise<AlertService> {
	return AlertService.open(store, clock);
}
