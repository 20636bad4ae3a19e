/** What an action does to a simulated device: from a state to the next one and an answer, without any effect beside. */
import type { DeviceAction, DeviceState } from './device';
import { type Applied, refused } from './applied';
import { blockAddress, logOff, setUser, unblockAddress } from './accounts';
import { disableComputer, enableComputer, ping, powerOn, restart, shutDown } from './power';
import { changeService, killProcess, runScript, showPopup } from './software';

/** Actions that work on a device that is switched off, because the directory or the power control does them. */
const WITHOUT_POWER: ReadonlySet<DeviceAction['do']> = new Set([
	'ping',
	'powerOn',
	'shutDown',
	'disableComputer',
	'enableComputer',
	'disableUser',
	'enableUser',
]);

/**
 * Does `action` to a device.
 *
 * @param now epoch ms
 */
export function applyAction(state: DeviceState, action: DeviceAction, now: number): Applied {
	if (!state.powered && !WITHOUT_POWER.has(action.do)) {
		return refused(state, `${state.name} does not answer: it is switched off`);
	}
	switch (action.do) {
		case 'ping':
			return ping(state, action);
		case 'popup':
			return showPopup(state, action, now);
		case 'killProcess':
			return killProcess(state, action.process);
		case 'startService':
		case 'stopService':
		case 'restartService':
			return changeService(state, action.service, action.do);
		case 'disableComputer':
			return disableComputer(state);
		case 'enableComputer':
			return enableComputer(state);
		case 'shutDown':
			return shutDown(state);
		case 'restart':
			return restart(state);
		case 'powerOn':
			return powerOn(state);
		case 'disableUser':
		case 'enableUser':
			return setUser(state, action.user, action.do === 'enableUser');
		case 'logOff':
			return logOff(state, action.user);
		case 'blockAddress':
			return blockAddress(state, action.address);
		case 'unblockAddress':
			return unblockAddress(state, action.address);
		case 'runScript':
			return runScript(state, action, now);
	}
}
