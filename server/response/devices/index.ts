/** Devices: simulated ones that workflows act on; what others may use of it. */

/** What an action does to a simulated device: from a state to the next one and an answer, without any effect beside. */
export { applyAction } from './actions';

/** A simulated device: what workflow blocks can see and change of it. */
export type { ActionResult, DeviceAction, DeviceState } from './device';

/** The first state of a simulated device; the same name always gives the same one. */
export { deviceKey, seedDevice } from './seed';
