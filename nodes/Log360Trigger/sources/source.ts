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
	/** What is kept about the server between polls, such as what it can do; the source may add to it. */
	readonly memory: IDataObject;
}

/** A poll that is being taken into the memory. */
export interface Finish {
	/** Everything that was found, also before the window. */
	readonly found: ReadonlyArray<Sighting<IDataObject>>;
	/** What the ledger had not seen. */
	readonly emit: ReadonlyArray<Sighting<IDataObject>>;
	readonly window: PollWindow;
	/** What is kept between polls beside the ledger; the source may add to it. */
	readonly memory: IDataObject;
	/** Whether this is not the first poll. */
	readonly hadLedger: boolean;
}

export interface Source {
	/** The records of a window; with {@link Source.finish}, older ones may be among them. */
	fetch(look: Look): Promise<Array<Sighting<IDataObject>>>;
	/** Makes the records to emit; must not wait, since polls may overlap. By default, they are the new ones as they are. */
	finish?(poll: Finish): IDataObject[];
	/** Whether a new record is one that the user wants; all of them by default. */
	wants?(context: IPollFunctions, record: IDataObject): boolean;
}
