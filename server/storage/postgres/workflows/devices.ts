/** The rows of simulated devices in PostgreSQL: those that were changed; all others are as their seed says. */
import {
	type ActionResult,
	applyAction,
	type DeviceAction,
	deviceKey,
	type DeviceState,
	seedDevice,
} from '../../../response/devices';
import type { Sql } from '../data/driver';

/** The state of a device; every name has one. */
export async function deviceNamed(sql: Sql, name: string): Promise<DeviceState> {
	const row = await sql.one<{ state: string }>('SELECT state FROM device WHERE hash = md5($1)', [
		deviceKey(name),
	]);
	return row === undefined ? seedDevice(name) : (JSON.parse(row.state) as DeviceState);
}

/** The devices that anything was done to, by name. */
export async function listDevices(sql: Sql, limit: number): Promise<DeviceState[]> {
	const rows = await sql.all<{ state: string }>('SELECT state FROM device ORDER BY key LIMIT $1', [
		limit,
	]);
	return rows.map(({ state }) => JSON.parse(state) as DeviceState);
}

/** Does an action; the caller's transaction decides whether it stays. */
export async function actOn(
	sql: Sql,
	name: string,
	action: DeviceAction,
	now: number,
): Promise<ActionResult> {
	const before = await deviceNamed(sql, name);
	const { state, result } = applyAction(before, action, now);
	if (state !== before) {
		await sql.run(
			`INSERT INTO device (hash, key, state, changed_at) VALUES (md5($1), $1, $2, $3)
			ON CONFLICT (hash) DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at`,
			[deviceKey(name), JSON.stringify(state), now],
		);
	}
	return result;
}
