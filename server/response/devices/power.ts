/** Actions on a simulated device as a whole: is it there, is it on, may it log on to the domain. */
import { type Applied, done, refused } from './applied';
import type { DeviceState } from './device';

/** Answers echo requests with a round-trip time that the device's name decides. */
export function ping(
	state: DeviceState,
	{ count, timeoutMs }: { readonly count: number; readonly timeoutMs: number },
): Applied {
	const roundTripMs = 1 + (state.name.length % 20);
	const answered = state.powered && roundTripMs <= timeoutMs;
	if (!answered) return refused(state, `${state.name} did not answer ${count} echo requests`);
	return done(state, { reachable: true, sent: count, received: count, roundTripMs });
}

/** Disables the computer account; the machine goes on running, as in the product. */
export function disableComputer(state: DeviceState): Applied {
	return done({ ...state, enabled: false }, { enabled: false, changed: state.enabled });
}

/** Enables the computer account. */
export function enableComputer(state: DeviceState): Applied {
	return done({ ...state, enabled: true }, { enabled: true, changed: !state.enabled });
}

/** Switches off; everybody is logged off. */
export function shutDown(state: DeviceState): Applied {
	return done({ ...loggedOff(state), powered: false }, { powered: false, changed: state.powered });
}

/** Restarts a running device. */
export function restart(state: DeviceState): Applied {
	const restarts = state.restarts + 1;
	return done({ ...loggedOff(state), restarts }, { powered: true, restarts });
}

/** Switches on. */
export function powerOn(state: DeviceState): Applied {
	return done({ ...state, powered: true }, { powered: true, changed: !state.powered });
}

function loggedOff(state: DeviceState): DeviceState {
	return { ...state, users: state.users.map((user) => ({ ...user, loggedOn: false })) };
}
