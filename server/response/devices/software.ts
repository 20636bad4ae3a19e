/** Actions on what runs on a simulated device: processes, services, messages and scripts. */
import { type Applied, done, refused } from './applied';
import { type DeviceState, KEPT } from './device';

/** Windows refuses to end these, and so does the simulation. */
const PROTECTED = new Set(['system', 'lsass.exe', 'services.exe', 'systemd']);

/** Ends every process of a name, or the one with a process id. */
export function killProcess(state: DeviceState, wanted: string): Applied {
	const name = wanted.toLowerCase();
	const hit = state.processes.filter(
		(process) => process.name.toLowerCase() === name || String(process.pid) === wanted,
	);
	if (hit.length === 0) {
		const running = [...new Set(state.processes.map((process) => process.name))].join(', ');
		return refused(state, `No process "${wanted}" runs on ${state.name}; running: ${running}`);
	}
	const guarded = hit.find((process) => PROTECTED.has(process.name.toLowerCase()));
	if (guarded !== undefined) {
		return refused(state, `${guarded.name} is a system process of ${state.name} and is not killed`);
	}
	const processes = state.processes.filter((process) => !hit.includes(process));
	return done(
		{ ...state, processes },
		{ killed: hit.map(({ pid, name: of }) => ({ pid, name: of })) },
	);
}

/** Starts, stops or restarts a service, found by its name or display name; asking for what is so already is no error. */
export function changeService(
	state: DeviceState,
	wanted: string,
	action: 'startService' | 'stopService' | 'restartService',
): Applied {
	const name = wanted.toLowerCase();
	const service = state.services.find(
		(one) => one.name.toLowerCase() === name || one.displayName.toLowerCase() === name,
	);
	if (service === undefined) {
		const known = state.services.map((one) => one.name).join(', ');
		return refused(state, `${state.name} has no service "${wanted}"; it has: ${known}`);
	}
	const running = action !== 'stopService';
	const changed = action === 'restartService' || service.running !== running;
	const services = state.services.map((one) => (one === service ? { ...one, running } : one));
	return done({ ...state, services }, { service: service.name, running, changed });
}

/** Shows a message. */
export function showPopup(
	state: DeviceState,
	{ title, message }: { readonly title: string; readonly message: string },
	now: number,
): Applied {
	const popups = [...state.popups, { time: now, title, message }].slice(-KEPT);
	const shownTo = state.users.filter((user) => user.loggedOn).map((user) => user.name);
	return done({ ...state, popups }, { shown: true, shownTo });
}

/** Notes that a script was to run; nothing is run anywhere. */
export function runScript(
	state: DeviceState,
	{ script, arguments: given }: { readonly script: string; readonly arguments: readonly string[] },
	now: number,
): Applied {
	const scripts = [...state.scripts, { time: now, script, arguments: given }].slice(-KEPT);
	return done({ ...state, scripts }, { script, arguments: given, exitCode: 0 });
}
