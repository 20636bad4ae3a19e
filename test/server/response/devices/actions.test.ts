/** Simulated devices: where they start from, and what each action does and refuses. */
import { applyAction } from '../../../../server/response/devices/actions';
import {
	type DeviceAction,
	type DeviceState,
	KEPT,
} from '../../../../server/response/devices/device';
import { deviceKey, seedDevice } from '../../../../server/response/devices/seed';

const NOW = 1_700_000_000_000;
const act = (state: DeviceState, action: DeviceAction) => applyAction(state, action, NOW);
const after = (state: DeviceState, ...actions: DeviceAction[]) =>
	actions.reduce((present, action) => act(present, action).state, state);

describe('the seed', () => {
	it('is the same for the same name, in any case', () => {
		expect(seedDevice('WIN7')).toEqual({ ...seedDevice('win7'), name: 'WIN7' });
		expect(deviceKey(' Pc1 ')).toBe('pc1');
	});

	it('tells platforms by name, and gives every device something to work on', () => {
		expect(seedDevice('win7').platform).toBe('windows');
		expect(seedDevice('webserver-1').platform).toBe('linux');
		for (let n = 0; n < 200; n++) {
			const device = seedDevice(`host-${n}`);
			expect(device.processes.length).toBeGreaterThan(3);
			expect(new Set(device.processes.map(({ pid }) => pid)).size).toBe(device.processes.length);
			expect(device.services.filter(({ running }) => running).length).toBeGreaterThan(3);
			expect(device.users.some(({ loggedOn }) => loggedOn)).toBe(true);
		}
	});
});

describe('on a Windows device', () => {
	const device = seedDevice('win7');
	const person = device.users.find(({ loggedOn }) => loggedOn)?.name as string;

	it('kills by name without case, and by id', () => {
		const { state, result } = act(device, { do: 'killProcess', process: 'NOTEPAD.EXE' });
		expect(result).toMatchObject({
			ok: true,
			output: { device: 'win7', killed: [{ name: 'notepad.exe' }] },
		});
		expect(state.processes.map(({ name }) => name)).not.toContain('notepad.exe');
		const pid = device.processes.find(({ name }) => name === 'chrome.exe')?.pid;
		expect(act(device, { do: 'killProcess', process: String(pid) }).result.ok).toBe(true);
	});

	it.each<[string, DeviceAction, RegExp]>([
		[
			'a process that does not run',
			{ do: 'killProcess', process: 'x.exe' },
			/^No process "x.exe" runs on win7; running: System, /,
		],
		['a system process', { do: 'killProcess', process: 'LSASS.exe' }, /is a system process/],
		[
			'a service it has not',
			{ do: 'stopService', service: 'x' },
			/^win7 has no service "x"; it has: Spooler, /,
		],
		['a user who is not logged on', { do: 'logOff', user: 'nobody' }, /nobody is not logged on/],
		[
			'a ping that takes too long',
			{ do: 'ping', count: 2, timeoutMs: 0 },
			/did not answer 2 echo requests/,
		],
	])('refuses %s, and stays as it was', (_what, action, error) => {
		const { state, result } = act(device, action);
		expect(state).toBe(device);
		expect(result).toEqual({ ok: false, error: expect.stringMatching(error) });
	});

	it('stops, starts and restarts services by name or display name', () => {
		const stopped = act(device, { do: 'stopService', service: 'print spooler' });
		expect(stopped.result).toMatchObject({
			output: { service: 'Spooler', running: false, changed: true },
		});
		expect(act(stopped.state, { do: 'stopService', service: 'Spooler' }).result).toMatchObject({
			ok: true,
			output: { changed: false },
		});
		expect(act(stopped.state, { do: 'startService', service: 'SPOOLER' }).state.services).toEqual(
			device.services,
		);
		expect(act(device, { do: 'restartService', service: 'Spooler' }).result).toMatchObject({
			output: { running: true, changed: true },
		});
	});

	it('disables the computer without switching it off', () => {
		const disabled = after(device, { do: 'disableComputer' });
		expect(disabled).toMatchObject({ enabled: false, powered: true });
		expect(after(disabled, { do: 'enableComputer' })).toEqual(device);
	});

	it('answers nothing but the power button when it is off', () => {
		const off = after(device, { do: 'shutDown' });
		expect(off.users.some(({ loggedOn }) => loggedOn)).toBe(false);
		for (const action of [
			{ do: 'ping', count: 4, timeoutMs: 1000 },
			{ do: 'popup', title: 't', message: 'm' },
			{ do: 'restart' },
		] as const) {
			expect(act(off, action).result.ok).toBe(false);
		}
		expect(act(off, { do: 'shutDown' }).result).toMatchObject({
			ok: true,
			output: { changed: false },
		});
		expect(after(off, { do: 'disableComputer' }, { do: 'powerOn' })).toMatchObject({
			powered: true,
			enabled: false,
		});
		expect(after(device, { do: 'restart' })).toMatchObject({ powered: true, restarts: 1 });
	});

	it('disables users, those it has never seen too, and logs them off', () => {
		const disabled = after(device, { do: 'disableUser', user: person.toUpperCase() });
		expect(disabled.users.find(({ name }) => name === person)).toEqual({
			name: person,
			enabled: false,
			loggedOn: false,
		});
		expect(after(device, { do: 'disableUser', user: 'CORP\\eve' }).users.at(-1)).toEqual({
			name: 'CORP\\eve',
			enabled: false,
			loggedOn: false,
		});
		expect(act(disabled, { do: 'enableUser', user: person }).result).toMatchObject({
			output: { enabled: true, changed: true },
		});
		expect(act(device, { do: 'logOff' }).result).toMatchObject({ output: { loggedOff: [person] } });
	});

	it('blocks an address once', () => {
		const block = { do: 'blockAddress', address: '203.0.113.9' } as const;
		const blocked = after(device, block, block);
		expect(blocked.blockedAddresses).toEqual(['203.0.113.9']);
		expect(
			after(blocked, { do: 'unblockAddress', address: '203.0.113.9' }).blockedAddresses,
		).toEqual([]);
	});

	it('keeps the last popups and scripts only', () => {
		let state = device;
		for (let n = 0; n <= KEPT; n++) {
			state = after(
				state,
				{ do: 'popup', title: 't', message: `m${n}` },
				{ do: 'runScript', script: `s${n}`, arguments: ['a'] },
			);
		}
		expect(state.popups).toHaveLength(KEPT);
		expect(state.popups.at(-1)).toEqual({ time: NOW, title: 't', message: `m${KEPT}` });
		expect(state.scripts[0]).toEqual({ time: NOW, script: 's1', arguments: ['a'] });
	});
});
