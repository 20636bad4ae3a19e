/** The two ways an action on a simulated device ends. */
import type { ActionResult, DeviceState } from './device';

/** The state afterwards and what the device answered. */
export interface Applied {
	readonly state: DeviceState;
	readonly result: ActionResult;
}

/** The action was done. */
export function done(state: DeviceState, output: Readonly<Record<string, unknown>>): Applied {
	return { state, result: { ok: true, output: { device: state.name, ...output } } };
}

/** The action was not done; nothing changed. */
export function refused(state: DeviceState, error: string): Applied {
	return { state, result: { ok: false, error } };
}
