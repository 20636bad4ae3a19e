/** What a server has to try things out on: tokens, events and incidents. */
import { demoIncidents, fillWithDemoData } from '../../demo';
import { type DemoTokenParts, openDemoTokens } from '../demo-tokens';
import type { ServerOptions } from '../server';
import type { Stores } from '../stores';

/** What it is made with. */
export interface DemoPorts extends DemoTokenParts {
	readonly stores: Pick<Stores, 'events' | 'incidents'>;
}

/** Makes what is wanted. @returns the tokens to show, undefined where there is none */
export async function openDemo({ stores, ...parts }: DemoPorts, options: ServerOptions) {
	const shown = await openDemoTokens(parts, options);
	if (!options.empty) {
		await fillWithDemoData(stores.events, parts.clock, options.onProgress);
		await demoIncidents(stores.incidents, parts.clock);
	}
	return shown;
}
