/** Short names (IENAME) of the Windows events that people look for most, by provider and event id. */

const SECURITY: Readonly<Record<number, string>> = {
	1100: 'Event logging stopped',
	1102: 'Audit log cleared',
	4608: 'Windows starting up',
	4616: 'System time changed',
	4624: 'Successful logon',
	4625: 'Failed logon',
	4627: 'Group membership at logon',
	4634: 'Logoff',
	4647: 'User initiated logoff',
	4648: 'Logon with explicit credentials',
	4656: 'Object handle requested',
	4657: 'Registry value modified',
	4658: 'Object handle closed',
	4660: 'Object deleted',
	4662: 'Directory object operation',
	4663: 'Object accessed',
	4670: 'Object permissions changed',
	4672: 'Special privileges assigned',
	4673: 'Privileged service called',
	4674: 'Privileged object operation',
	4688: 'Process created',
	4689: 'Process ended',
	4690: 'Object handle duplicated',
	4697: 'Service installed',
	4698: 'Scheduled task created',
	4699: 'Scheduled task deleted',
	4700: 'Scheduled task enabled',
	4701: 'Scheduled task disabled',
	4702: 'Scheduled task updated',
	4703: 'User right adjusted',
	4719: 'Audit policy changed',
	4720: 'User account created',
	4722: 'User account enabled',
	4723: 'Password change attempted',
	4724: 'Password reset attempted',
	4725: 'User account disabled',
	4726: 'User account deleted',
	4728: 'Member added to global group',
	4729: 'Member removed from global group',
	4732: 'Member added to local group',
	4733: 'Member removed from local group',
	4738: 'User account changed',
	4739: 'Domain policy changed',
	4740: 'User account locked out',
	4756: 'Member added to universal group',
	4757: 'Member removed from universal group',
	4767: 'User account unlocked',
	4768: 'Kerberos ticket requested',
	4769: 'Kerberos service ticket requested',
	4770: 'Kerberos service ticket renewed',
	4771: 'Kerberos pre-authentication failed',
	4776: 'Credentials validated',
	4778: 'Session reconnected',
	4779: 'Session disconnected',
	4946: 'Firewall rule added',
	4947: 'Firewall rule modified',
	4948: 'Firewall rule deleted',
	5136: 'Directory object modified',
	5140: 'Network share accessed',
	5145: 'Network share object checked',
	5152: 'Packet blocked',
	5154: 'Listening permitted',
	5156: 'Connection permitted',
	5157: 'Connection blocked',
	5158: 'Local port bound',
	5447: 'Filtering platform filter changed',
};

const SYSMON: Readonly<Record<number, string>> = {
	1: 'Process created',
	2: 'File creation time changed',
	3: 'Network connection',
	4: 'Sysmon service state changed',
	5: 'Process ended',
	6: 'Driver loaded',
	7: 'Image loaded',
	8: 'Remote thread created',
	9: 'Raw disk read',
	10: 'Process accessed',
	11: 'File created',
	12: 'Registry object created or deleted',
	13: 'Registry value set',
	14: 'Registry object renamed',
	15: 'File stream created',
	16: 'Sysmon configuration changed',
	17: 'Pipe created',
	18: 'Pipe connected',
	19: 'WMI filter registered',
	20: 'WMI consumer registered',
	21: 'WMI consumer bound',
	22: 'DNS query',
	23: 'File deleted',
	24: 'Clipboard changed',
	25: 'Process tampered',
	26: 'File delete detected',
};

const POWERSHELL: Readonly<Record<number, string>> = {
	400: 'PowerShell engine started',
	403: 'PowerShell engine stopped',
	600: 'PowerShell provider started',
	800: 'PowerShell pipeline executed',
	4103: 'PowerShell module logged',
	4104: 'PowerShell script block logged',
	4105: 'PowerShell script block started',
	4106: 'PowerShell script block ended',
};

const WMI: Readonly<Record<number, string>> = {
	5857: 'WMI provider started',
	5858: 'WMI query failed',
	5859: 'WMI event filter active',
	5860: 'WMI temporary consumer registered',
	5861: 'WMI permanent consumer registered',
};

const SYSTEM: Readonly<Record<number, string>> = {
	12: 'Operating system started',
	13: 'Operating system stopped',
	41: 'Restarted without clean shutdown',
	104: 'Event log cleared',
	1074: 'Restart or shutdown requested',
	6005: 'Event log service started',
	6006: 'Event log service stopped',
	6008: 'Unexpected shutdown',
	7031: 'Service crashed',
	7034: 'Service ended unexpectedly',
	7036: 'Service state changed',
	7040: 'Service start type changed',
	7045: 'Service installed',
};

/**
 * The short name of an event, or undefined. Ids mean something only together with their log: 12 is a registry
 * change in Sysmon's log and a boot in the System log.
 *
 * @param channel event log name, such as `Security`; when empty, `provider` decides
 */
export function windowsEventName(
	id: number,
	channel: string,
	provider: string,
): string | undefined {
	if (channel === 'Security') return SECURITY[id];
	const log = channel === '' ? provider : channel;
	if (log.includes('Sysmon')) return SYSMON[id];
	if (log.includes('PowerShell')) return POWERSHELL[id];
	if (log.includes('WMI-Activity')) return WMI[id];
	if (log === 'System') return SYSTEM[id];
	return log.includes('Security') || log.includes('Eventlog') ? SECURITY[id] : undefined;
}
