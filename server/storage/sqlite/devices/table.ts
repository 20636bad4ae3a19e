/** The rows of simulated devices; synchronous, so it lives in the thread of the workflow database. */
import {
	type ActionResult,
	applyAction,
	type DeviceAction,
	deviceKey,
	type DeviceState,
	seedDevice,
} from '../../../response/devices';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Table of the devices that were changed; all others are as their seed says. */
export const DEVICE_DDL = `
CREATE TABLE device (
	key TEXT PRIMARY KEY,
	state TEXT NOT NULL,
	changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** Reads and changes simulated devices. */
export class DeviceTable {
	private readonly select: StatementSync;
	private readonly all: StatementSync;
	private readonly put: StatementSync;

	constructor(database: DatabaseSync) {
		this.select = database.prepare('SELECT state FROM device WHERE key = ?');
		this.all = database.prepare('SELECT state FROM device ORDER BY key LIMIT ?');
		this.put = database.prepare(
			`INSERT INTO device (key, state, changed_at) VALUES (?, ?, ?)
			ON CONFLICT (key) DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at`,
		);
	}

	/** The state of a device; every name has one. */
	get(name: string): DeviceState {
		const row = this.select.get(deviceKey(name));
		return row === undefined ? seedDevice(name) : parse(row['state']);
	}

	/** The devices that anything was done to, by name. */
	list(limit: number): DeviceState[] {
		return this.all.all(limit).map((row) => parse(row['state']));
	}

	/** Does an action; the caller's transaction decides whether it stays. */
	act(name: string, action: DeviceAction, now: number): ActionResult {
		const before = this.get(name);
		const { state, result } = applyAction(before, action, now);
		if (state !== before) this.put.run(deviceKey(name), JSON.stringify(state), now);
		return result;
	}
}

function parse(text: unknown): DeviceState {
	return JSON.parse(text as string) as DeviceState;
}
