/** A simulated device: what workflow blocks can see and change of it. */

/** One process. */
export interface DeviceProcess {
	readonly pid: number;
	readonly name: string;
	readonly user: string;
}

/** One service. */
export interface DeviceService {
	readonly name: string;
	readonly displayName: string;
	readonly running: boolean;
}

/** One account that was used on the device. */
export interface DeviceUser {
	readonly name: string;
	readonly enabled: boolean;
	readonly loggedOn: boolean;
}

/** A message that was shown. */
export interface ShownPopup {
	/** Epoch ms. */
	readonly time: number;
	readonly title: string;
	readonly message: string;
}

/** A script that was run. */
export interface ScriptRun {
	/** Epoch ms. */
	readonly time: number;
	readonly script: string;
	readonly arguments: readonly string[];
}

/** The state of a simulated device; it starts from a seed that its name decides, see `seed.ts`. */
export interface DeviceState {
	/** As it was first named; looked up without case. */
	readonly name: string;
	readonly platform: 'windows' | 'linux';
	/** False after a shutdown: the device answers nothing until it is started. */
	readonly powered: boolean;
	/** Whether its computer account is enabled. */
	readonly enabled: boolean;
	readonly processes: readonly DeviceProcess[];
	readonly services: readonly DeviceService[];
	readonly users: readonly DeviceUser[];
	/** Addresses its firewall blocks. */
	readonly blockedAddresses: readonly string[];
	/** Newest last, at most {@link KEPT}. */
	readonly popups: readonly ShownPopup[];
	/** Newest last, at most {@link KEPT}. */
	readonly scripts: readonly ScriptRun[];
	/** How often it was restarted. */
	readonly restarts: number;
}

/** Popups and scripts kept per device. */
export const KEPT = 100;

/** What can be done to a device. */
export type DeviceAction =
	| { readonly do: 'ping'; readonly count: number; readonly timeoutMs: number }
	| { readonly do: 'popup'; readonly title: string; readonly message: string }
	| { readonly do: 'killProcess'; readonly process: string }
	| { readonly do: 'startService' | 'stopService' | 'restartService'; readonly service: string }
	| { readonly do: 'disableComputer' | 'enableComputer' | 'shutDown' | 'restart' | 'powerOn' }
	| { readonly do: 'disableUser' | 'enableUser'; readonly user: string }
	| { readonly do: 'logOff'; readonly user?: string | undefined }
	| { readonly do: 'blockAddress' | 'unblockAddress'; readonly address: string }
	| { readonly do: 'runScript'; readonly script: string; readonly arguments: readonly string[] };

/** What an action answered; a refusal leaves the state as it was. */
export type ActionResult =
	| { readonly ok: true; readonly output: Readonly<Record<string, unknown>> }
	| { readonly ok: false; readonly error: string };
