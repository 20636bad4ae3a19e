/** The shape of a block type: its parameters, and what it does. */
import type { ActionResult, DeviceAction } from '../../devices';
import type { z } from 'zod';
import type { Json } from '../definition';
import type { OutgoingHttp } from '../outgoing';
import type { ReadScope } from '../text/scope';

/** Under which heading a block stands in the console. */
export type BlockCategory =
	| 'logic'
	| 'network'
	| 'device'
	| 'account'
	| 'notification'
	| 'integration';

/** How a block's work ended. */
export type BlockResult =
	| { readonly status: 'success'; readonly output?: Json }
	| { readonly status: 'failed'; readonly error: string; readonly output?: Json }
	/** Decision. */
	| { readonly status: 'branch'; readonly holds: boolean; readonly output?: Json }
	/** Time delay: goes on at `until`, epoch ms. */
	| { readonly status: 'wait'; readonly until: number }
	/** Ends the whole run here. */
	| { readonly status: 'end'; readonly success: boolean; readonly message: string };

/** A mail to be recorded. */
export interface Mail {
	readonly to: readonly string[];
	readonly subject: string;
	readonly body: string;
}

/** What a block may use. Every effect is done once per run, block and attempt, however often it is asked for. */
export interface BlockEnvironment {
	/** Same for every repetition of this block in this run: an idempotency key for others. */
	readonly key: string;
	/** Name of the device that the run is about. */
	readonly device: string | null;
	/** When this step began, epoch ms; later resumptions see the same. */
	readonly startedAt: number;
	/** Present time, epoch ms. */
	readonly now: number;
	/** How long it may take, ms. */
	readonly timeoutMs: number;
	/** Aborted by the time limit, a cancellation or a shutdown. */
	readonly signal: AbortSignal;
	/** Variables of the run. */
	readonly scope: ReadScope;
	/** Acts on a simulated device. */
	act(device: string, action: DeviceAction): Promise<ActionResult>;
	/** Puts a mail into the outbox. */
	mail(mail: Mail): Promise<void>;
	readonly http: OutgoingHttp;
}

/** One type of block. */
export interface BlockType<S extends z.ZodType = z.ZodType> {
	/** Name in definitions, for instance `popup_alert`. */
	readonly type: string;
	/** Name on the wire and for people, for instance `Popup alert`. */
	readonly title: string;
	readonly category: BlockCategory;
	readonly description: string;
	/** True when it only pretends, and says so. */
	readonly simulated: boolean;
	/** Parameters after their placeholders were filled in. */
	readonly parameters: S;
	/** Parameters that are never shown: left out of logs, masked in answers. */
	readonly secrets?: readonly string[];
	/** Parameters that are taken as they are, without placeholders. */
	readonly literal?: readonly string[];
	/** Parameters whose placeholders are percent-encoded. */
	readonly urls?: readonly string[];
	/** Finds what the schema cannot see; answers a sentence, or undefined. */
	readonly check?: (parameters: Readonly<Record<string, Json>>) => string | undefined;
	run(parameters: z.output<S>, environment: BlockEnvironment): Promise<BlockResult>;
}

/** Keeps a block type's parameter types together while it is written. */
export function blockType<S extends z.ZodType>(type: BlockType<S>): BlockType {
	return type;
}
