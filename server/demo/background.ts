/** The everyday mix of events, in which the attacks hide. */

import type { DemoContext, EventWriter } from './context';
import { firewall, visit } from './network-events';
import { cronJob, sshAccepted, sshFailed, sudoCommand } from './unix-events';
import { processCreated, sysmonConnection, sysmonProcess } from './windows-processes';
import {
	failedLogon,
	fileAccess,
	kerberosTicket,
	logoff,
	logon,
	specialLogon,
} from './windows-security';

const anyHost = ({ random, people }: DemoContext) => random.skewed(people.windows);
const anyUser = ({ random, people }: DemoContext) => random.skewed(people.users);
const controller = ({ random, people }: DemoContext) => random.pick(people.controllers);
const unixHost = ({ random, people }: DemoContext) => random.skewed(people.unix);
const admin = ({ random, people }: DemoContext) => random.skewed(people.admins);

/** Writers by how many of a hundred events they write. */
const MIX: ReadonlyArray<readonly [share: number, write: EventWriter]> = [
	[12, (c, t) => logon(c, t, anyHost(c), anyUser(c), anyHost(c).ip)],
	[8, (c, t) => logoff(c, t, anyHost(c), anyUser(c))],
	[1, (c, t) => failedLogon(c, t, anyHost(c), anyUser(c), anyHost(c).ip)],
	[3, (c, t) => specialLogon(c, t, anyHost(c), admin(c))],
	[8, (c, t) => kerberosTicket(c, t, controller(c), anyUser(c))],
	[8, (c, t) => fileAccess(c, t, anyHost(c), anyUser(c))],
	[6, (c, t) => processCreated(c, t, anyHost(c), anyUser(c))],
	[8, (c, t) => sysmonProcess(c, t, anyHost(c), anyUser(c))],
	[7, (c, t) => sysmonConnection(c, t, anyHost(c), anyUser(c))],
	[4, (c, t) => sshAccepted(c, t, unixHost(c), anyUser(c), anyHost(c).ip)],
	[2, (c, t) => sshFailed(c, t, unixHost(c), anyUser(c), anyHost(c).ip)],
	[3, (c, t) => sudoCommand(c, t, unixHost(c), admin(c))],
	[3, (c, t) => cronJob(c, t, unixHost(c))],
	[17, visit],
	[10, firewall],
];

const TABLE: readonly EventWriter[] = MIX.flatMap(([share, write]) =>
	Array.from({ length: share }, () => write),
);

/** Writes one everyday event. */
export function backgroundEvent(context: DemoContext, time: number): ReturnType<EventWriter> {
	return context.random.pick(TABLE)(context, time);
}
