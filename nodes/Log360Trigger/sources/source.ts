/** Where a trigger gets its records from. */
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { Client } from '../../Log360/transport/client';
import type { PollWindow, Sighting } from '../ledger';

export interface Look {
	readonly context: IPollFunctions;
	readonly client: Client;
	readonly window: PollWindow;
	/** Enough for the caller; Infinity for all. */
	readonly limit: number;
	/** Whether a fingerprint that begins so has been seen. */
	isKnown(prefix: string): boolean;
}

export interface Source {
	/** The records of a window. */
	fetch(look: Look): Promise<Array<Sighting<IDataObject>>>;
	/** Whether a new record is one that the user wants; all of them by default. */
	wants?(context: IPollFunctions, record: IDataObject): boolean;
}
