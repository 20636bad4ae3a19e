/** The fields of Sysmon's events: a rule that asks an event for others waits for something that is never written. */

/** What every Windows event says of itself, and the field of it. Rules link element and attribute with an underscore. */
export const SYSTEM_FIELDS: ReadonlyMap<string, string> = new Map([
	['EventID', 'EVENTID'],
	['Channel', 'CHANNEL'],
	['Provider_Name', 'SOURCE'],
	['Computer', 'HOSTNAME'],
	['ComputerName', 'HOSTNAME'],
	['Hostname', 'HOSTNAME'],
]);

/** Beside these; how they are called depends on the collector. */
const SYSTEM =
	'Level Keywords Task Opcode Version Message Execution_ProcessID Execution_ThreadID Security_UserID';
const COMMON = `${SYSTEM} RuleName UtcTime ProcessGuid ProcessId Image User`;
const FILE = `${COMMON} TargetFilename`;
const REGISTRY = `${COMMON} EventType TargetObject`;
const IMAGE = 'FileVersion Description Product Company OriginalFileName Hashes';
const SIGNED = 'Signed Signature SignatureStatus';
const PAIR =
	'SourceProcessGuid SourceProcessId SourceThreadId SourceImage SourceUser TargetProcessGuid TargetProcessId TargetImage TargetUser';

/**
 * Names in lower case, by category. Source: Sysmon's manifest, schema 4.90; for process_creation with those of the
 * Security log's event 4688.
 */
export const SYSMON_FIELDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
	(
		[
			[
				'process_creation',
				`${COMMON} ${IMAGE} CommandLine CurrentDirectory LogonGuid LogonId TerminalSessionId IntegrityLevel ParentProcessGuid ParentProcessId ParentImage ParentCommandLine ParentUser NewProcessName NewProcessId ProcessCommandLine ParentProcessName SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TargetUserSid TargetUserName TargetDomainName TargetLogonId TokenElevationType MandatoryLabel`,
			],
			['file_change', `${FILE} CreationUtcTime PreviousCreationUtcTime`],
			[
				'network_connection',
				`${COMMON} Protocol Initiated SourceIsIpv6 SourceIp SourceHostname SourcePort SourcePortName DestinationIsIpv6 DestinationIp DestinationHostname DestinationPort DestinationPortName`,
			],
			['process_termination', COMMON],
			['driver_load', `${COMMON} ImageLoaded Hashes ${SIGNED}`],
			['image_load', `${COMMON} ImageLoaded ${IMAGE} ${SIGNED}`],
			[
				'create_remote_thread',
				`${COMMON} ${PAIR} NewThreadId StartAddress StartModule StartFunction`,
			],
			['raw_access_thread', `${COMMON} Device`],
			['process_access', `${COMMON} ${PAIR} GrantedAccess CallTrace`],
			['file_event', `${FILE} CreationUtcTime`],
			['registry_add', REGISTRY],
			['registry_delete', REGISTRY],
			['registry_set', `${REGISTRY} Details`],
			['registry_rename', `${REGISTRY} NewName`],
			['registry_event', `${REGISTRY} Details NewName`],
			['create_stream_hash', `${FILE} CreationUtcTime Hash Contents`],
			['pipe_created', `${COMMON} EventType PipeName`],
			[
				'wmi_event',
				`${COMMON} EventType Operation EventNamespace Name Query Type Destination Consumer Filter`,
			],
			['dns_query', `${COMMON} QueryName QueryStatus QueryResults`],
			['file_delete', `${FILE} Hashes IsExecutable Archived`],
			['clipboard_capture', `${COMMON} Session ClientInfo Hashes Archived`],
			['process_tampering', `${COMMON} Type`],
			['file_delete_detected', `${FILE} Hashes IsExecutable`],
			['file_block_executable', `${FILE} Hashes`],
			['file_block_shredding', `${FILE} Hashes IsExecutable`],
			['file_executable_detected', `${FILE} Hashes`],
		] as const
	).map(([category, names]) => [category, new Set(names.toLowerCase().split(' '))]),
);
