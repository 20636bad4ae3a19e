/** What goes over the port between the ingest thread and whoever stores: batches one way, what became of them the other. */
import type { LogEvent } from '../events';
import type { PartMark, PreparedBatch } from '../store';

/** Events as they were read, for who makes them ready itself. */
export interface EventBatch {
	readonly events: readonly LogEvent[];
	/** When they arrived, epoch ms. */
	readonly arrivedAt: number;
	/** Set when the sender may send the batch again: it is then stored once. */
	readonly mark?: PartMark | undefined;
}

/** What is handed to the store. */
export type ReadyBatch = PreparedBatch | EventBatch;

/** What a store wants to be handed. */
export type Takes = 'prepared' | 'events';

/** What the writer answers to a batch that came over a port; `code` tells causes apart. */
export type PortReply =
	| { readonly batch: number; readonly stored: number; readonly dropped: number }
	| {
			readonly batch: number;
			readonly error: string;
			readonly name: string;
			readonly code?: string | undefined;
	  };
