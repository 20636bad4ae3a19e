/** How the engines are that several servers share: whoever looks after them tells it to whoever is asked. */

/** An engine answers, it answers that it cannot do its work, or it does not answer. */
export type EngineState = 'ok' | 'unwell' | 'unreachable';

/** Looks after engines. */
export interface EngineWatch {
	/** How each of them is at this moment, by its name; within seconds, and never rejects. */
	states(): Promise<Readonly<Record<string, EngineState>>>;
}
