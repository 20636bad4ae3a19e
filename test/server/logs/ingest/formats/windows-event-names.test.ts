/** Short names of Windows events. */

import { windowsEventName } from '../../../../../server/logs/ingest/formats/windows-event-names';

describe('windowsEventName', () => {
	it.each([
		[1102, 'Security', 'Microsoft-Windows-Eventlog', 'Audit log cleared'],
		[12, 'Microsoft-Windows-Sysmon/Operational', '', 'Registry object created or deleted'],
		[12, 'System', 'Microsoft-Windows-Kernel-General', 'Operating system started'],
		[4104, 'Microsoft-Windows-PowerShell/Operational', '', 'PowerShell script block logged'],
		[800, 'Windows PowerShell', 'PowerShell', 'PowerShell pipeline executed'],
		[5858, 'Microsoft-Windows-WMI-Activity/Operational', '', 'WMI query failed'],
		[4624, '', 'Microsoft-Windows-Security-Auditing', 'Successful logon'],
		[4624, 'Application', 'My-App', undefined],
		[99999, 'Security', '', undefined],
	])('names %i of channel %j, provider %j', (id, channel, provider, name) => {
		expect(windowsEventName(id, channel, provider)).toBe(name);
	});
});
