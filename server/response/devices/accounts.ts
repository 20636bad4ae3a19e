/** Actions on a simulated device's accounts and its firewall. */
import { type Applied, done, refused } from './applied';
import type { DeviceState } from './device';

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Enables or disables an account; one that the device has not seen is a directory account, and is added. */
export function setUser(state: DeviceState, name: string, enabled: boolean): Applied {
	const known = state.users.find((user) => same(user.name, name));
	if (known === undefined) {
		const users = [...state.users, { name, enabled, loggedOn: false }];
		return done({ ...state, users }, { user: name, enabled, changed: true });
	}
	const changed = known.enabled !== enabled;
	const loggedOn = enabled && known.loggedOn;
	const users = state.users.map((user) => (user === known ? { ...user, enabled, loggedOn } : user));
	return done({ ...state, users }, { user: known.name, enabled, changed });
}

/** Logs off one user, or everybody. */
export function logOff(state: DeviceState, name: string | undefined): Applied {
	const loggedOn = state.users.filter(
		(user) => user.loggedOn && (name === undefined || same(user.name, name)),
	);
	if (name !== undefined && loggedOn.length === 0) {
		return refused(state, `${name} is not logged on to ${state.name}`);
	}
	const users = state.users.map((user) =>
		loggedOn.includes(user) ? { ...user, loggedOn: false } : user,
	);
	return done({ ...state, users }, { loggedOff: loggedOn.map((user) => user.name) });
}

/** Blocks an address; blocking it twice is no error. */
export function blockAddress(state: DeviceState, address: string): Applied {
	const changed = !state.blockedAddresses.includes(address);
	const blockedAddresses = changed ? [...state.blockedAddresses, address] : state.blockedAddresses;
	return done({ ...state, blockedAddresses }, { address, blocked: true, changed });
}

/** Lets an address through again. */
export function unblockAddress(state: DeviceState, address: string): Applied {
	const changed = state.blockedAddresses.includes(address);
	const blockedAddresses = state.blockedAddresses.filter((blocked) => blocked !== address);
	return done({ ...state, blockedAddresses }, { address, blocked: false, changed });
}
