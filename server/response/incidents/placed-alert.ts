/** A raised alert with what its profile's rule says of it: how it becomes an incident, or joins one. */

import type { Placement, RaisedAlert } from '../../detection';

/** An alert that incidents take in. */
export interface PlacedAlert extends RaisedAlert {
	/** Undefined = it becomes no incident. */
	readonly placement: Placement | undefined;
	/** Whether ticketing tools are told of incidents of its profile. */
	readonly tickets: boolean;
}
