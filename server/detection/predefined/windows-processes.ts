/** Predefined profiles of processes, WMI and PowerShell, from Windows' Security log (4688) and from Sysmon. */
import { once, predefined } from './define';

const SYSMON = 'CHANNEL = Microsoft-Windows-Sysmon/Operational';
const STARTED = `(EVENTID = 4688 OR (EVENTID = 1 AND ${SYSMON}))`;
const HOST = { minutes: 10, by: ['HOSTNAME'] };

export const WINDOWS_PROCESSES = [
	predefined(
		1201,
		'critical',
		'Windows: account added from the command line',
		'A process was started that adds a user account or a group member ("net user /add").',
		once(
			String.raw`${STARTED} AND PROCESSNAME IN (*\net.exe, *\net1.exe) AND COMMAND = */add* AND (COMMAND = *user* OR COMMAND = *group*)`,
			HOST,
		),
		['attack.t1136.001'],
	),
	predefined(
		1202,
		'critical',
		'Windows: process started over WMI',
		'The WMI provider host started a shell, script or administration tool: remote execution over WMI.',
		once(
			String.raw`${STARTED} AND (PARENTIMAGE = *\WmiPrvSE.exe OR PARENTPROCESSNAME = *\WmiPrvSE.exe) AND PROCESSNAME IN (*\cmd.exe, *\powershell.exe, *\pwsh.exe, *\net.exe, *\net1.exe, *\rundll32.exe, *\regsvr32.exe, *\mshta.exe, *\wscript.exe, *\cscript.exe, *\certutil.exe)`,
			HOST,
		),
		['attack.t1047'],
	),
	predefined(
		1203,
		'critical',
		'Windows: remote command with WMIC',
		'WMIC was told to start a process, usually on another host (/node:).',
		once(
			String.raw`${STARTED} AND PROCESSNAME = *\wmic.exe AND COMMAND = *process*call*create*`,
			HOST,
		),
		['attack.t1047'],
	),
	predefined(
		1204,
		'critical',
		'Windows: WMI event subscription',
		'A WMI filter, consumer or binding was registered: a common way to survive restarts.',
		once(
			`(EVENTID IN (19, 20, 21) AND ${SYSMON}) OR (EVENTID = 5861 AND CHANNEL = Microsoft-Windows-WMI-Activity/Operational)`,
			HOST,
		),
		['attack.t1546.003'],
	),
	predefined(
		1205,
		'critical',
		'Windows: encoded PowerShell',
		'PowerShell runs an encoded command or a hidden window without profile.',
		once(
			String.raw`(${STARTED} AND PROCESSNAME IN (*\powershell.exe, *\pwsh.exe) AND (COMMAND = *" -e "* OR COMMAND = *" -en"* OR COMMAND = *" -ec "*)) OR (EVENTID IN (4103, 4104) AND CHANNEL = Microsoft-Windows-PowerShell/Operational AND CONTEXTINFO = *" -en"*) OR (EVENTID = 400 AND CHANNEL = "Windows PowerShell" AND MESSAGE IN (enc, encodedcommand))`,
			HOST,
		),
		['attack.t1059.001', 'attack.t1027'],
	),
	predefined(
		1206,
		'trouble',
		'Windows: PowerShell downloads from the web',
		'A PowerShell pipeline or script uses a web client to fetch code or data.',
		once(
			'EVENTID IN (800, 4103, 4104) AND CHANNEL IN ("Windows PowerShell", Microsoft-Windows-PowerShell/Operational) AND (MESSAGE = "System.Net.WebClient" OR MESSAGE = DownloadString OR MESSAGE = DownloadFile OR SCRIPTBLOCKTEXT = *Net.WebClient*)',
			{ minutes: 60, by: ['HOSTNAME'] },
		),
		['attack.t1059.001', 'attack.t1105'],
	),
	predefined(
		1207,
		'critical',
		'Windows: LSASS memory read',
		'A process opened LSASS with rights that allow reading its memory, where credentials lie.',
		once(
			String.raw`EVENTID = 10 AND ${SYSMON} AND TARGETIMAGE = *\lsass.exe AND GRANTEDACCESS IN (0x1010, 0x1410, 0x1418, 0x1438, 0x143a, 0x1fffff, 0x1f1fff, 0x1f3fff) AND NOT SOURCEIMAGE IN (*\MsMpEng.exe, *\csrss.exe, *\wininit.exe, *\werfault.exe)`,
			HOST,
		),
		['attack.t1003.001'],
	),
	predefined(
		1208,
		'trouble',
		'Windows: thread started in another process',
		'A process started a thread in another process: code injection.',
		once(
			String.raw`EVENTID = 8 AND ${SYSMON} AND NOT SOURCEIMAGE IN (*\csrss.exe, *\wininit.exe, *\winlogon.exe, *\services.exe, *\MsMpEng.exe)`,
			HOST,
		),
		['attack.t1055'],
	),
	predefined(
		1209,
		'critical',
		'Windows: shadow copies deleted',
		'Backups of the system were deleted, as ransomware does first.',
		once(
			String.raw`${STARTED} AND ((PROCESSNAME = *\vssadmin.exe AND COMMAND = *delete*shadows*) OR (PROCESSNAME = *\wbadmin.exe AND COMMAND = *delete*) OR (PROCESSNAME = *\wmic.exe AND COMMAND = *shadowcopy*delete*) OR (PROCESSNAME = *\bcdedit.exe AND COMMAND = *recoveryenabled*no*))`,
			HOST,
		),
		['attack.t1490'],
	),
	predefined(
		1210,
		'trouble',
		'Windows: program for downloads misused',
		'A Windows tool that is not made for it fetches a file from the web.',
		once(
			String.raw`${STARTED} AND PROCESSNAME IN (*\certutil.exe, *\bitsadmin.exe, *\mshta.exe, *\regsvr32.exe) AND COMMAND = *http*`,
			HOST,
		),
		['attack.t1105', 'attack.t1218'],
	),
] as const;
