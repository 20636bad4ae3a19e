/** Names of the values of Windows events by their position, for tools that list values without names (`Get-WinEvent | ConvertTo-Json`). */

/**
 * The names in the order of the providers' manifests; a later version of an event appends to an earlier one, except where two are listed.
 * Positions: OSSEM's data dictionaries of Windows' own providers, Sysmon's schema 4.90.
 */
type Rows = Readonly<Record<number, string | readonly string[]>>;

const SUBJECT = 'SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId';

function table(rows: Rows): ReadonlyMap<number, ReadonlyArray<readonly string[]>> {
	return new Map(
		Object.entries(rows).map(([id, versions]) => [
			Number(id),
			[versions].flat().map((names) => names.replace('{subject}', SUBJECT).split(' ')),
		]),
	);
}

const SECURITY = table({
	1102: '{subject}',
	4616: [
		'{subject} PreviousTime NewTime ProcessId ProcessName',
		'{subject} PreviousDate PreviousTime NewDate NewTime ProcessId ProcessName',
	],
	4624: '{subject} TargetUserSid TargetUserName TargetDomainName TargetLogonId LogonType LogonProcessName AuthenticationPackageName WorkstationName LogonGuid TransmittedServices LmPackageName KeyLength ProcessId ProcessName IpAddress IpPort ImpersonationLevel RestrictedAdminMode TargetOutboundUserName TargetOutboundDomainName VirtualAccount TargetLinkedLogonId ElevatedToken',
	4625: '{subject} TargetUserSid TargetUserName TargetDomainName Status FailureReason SubStatus LogonType LogonProcessName AuthenticationPackageName WorkstationName TransmittedServices LmPackageName KeyLength ProcessId ProcessName IpAddress IpPort',
	4627: '{subject} TargetUserSid TargetUserName TargetDomainName TargetLogonId LogonType EventIdx EventCountTotal GroupMembership',
	4634: 'TargetUserSid TargetUserName TargetDomainName TargetLogonId LogonType',
	4647: 'TargetUserSid TargetUserName TargetDomainName TargetLogonId',
	4648: '{subject} LogonGuid TargetUserName TargetDomainName TargetLogonGuid TargetServerName TargetInfo ProcessId ProcessName IpAddress IpPort',
	4656: [
		'{subject} ObjectServer ObjectType ObjectName HandleId TransactionId AccessList AccessMask PrivilegeList RestrictedSidCount ProcessId ProcessName',
		'{subject} ObjectServer ObjectType ObjectName HandleId TransactionId AccessList AccessReason AccessMask PrivilegeList RestrictedSidCount ProcessId ProcessName ResourceAttributes',
	],
	4657: '{subject} ObjectName ObjectValueName HandleId OperationType OldValueType OldValue NewValueType NewValue ProcessId ProcessName',
	4658: '{subject} ObjectServer HandleId ProcessId ProcessName',
	4660: '{subject} ObjectServer HandleId ProcessId ProcessName TransactionId',
	4662: '{subject} ObjectServer ObjectType ObjectName OperationType HandleId AccessList AccessMask Properties AdditionalInfo AdditionalInfo2',
	4663: '{subject} ObjectServer ObjectType ObjectName HandleId AccessList AccessMask ProcessId ProcessName ResourceAttributes',
	4670: '{subject} ObjectServer ObjectType ObjectName HandleId OldSd NewSd ProcessId ProcessName',
	4672: '{subject} PrivilegeList',
	4673: '{subject} ObjectServer Service PrivilegeList ProcessId ProcessName',
	4674: '{subject} ObjectServer ObjectType ObjectName HandleId AccessMask PrivilegeList ProcessId ProcessName',
	4688: '{subject} NewProcessId NewProcessName TokenElevationType ProcessId CommandLine TargetUserSid TargetUserName TargetDomainName TargetLogonId ParentProcessName MandatoryLabel',
	4689: '{subject} Status ProcessId ProcessName',
	4690: '{subject} SourceHandleId SourceProcessId TargetHandleId TargetProcessId',
	4697: '{subject} ServiceName ServiceFileName ServiceType ServiceStartType ServiceAccount',
	4698: '{subject} TaskName TaskContent',
	4699: '{subject} TaskName TaskContent',
	4700: '{subject} TaskName TaskContent',
	4701: '{subject} TaskName TaskContent',
	4702: '{subject} TaskName TaskContentNew',
	4703: '{subject} TargetUserSid TargetUserName TargetDomainName TargetLogonId ProcessName ProcessId EnabledPrivilegeList DisabledPrivilegeList',
	4719: '{subject} CategoryId SubcategoryId SubcategoryGuid AuditPolicyChanges',
	4720: 'TargetUserName TargetDomainName TargetSid {subject} PrivilegeList SamAccountName DisplayName UserPrincipalName HomeDirectory HomePath ScriptPath ProfilePath UserWorkstations PasswordLastSet AccountExpires PrimaryGroupId AllowedToDelegateTo OldUacValue NewUacValue UserAccountControl UserParameters SidHistory LogonHours',
	4722: 'TargetUserName TargetDomainName TargetSid {subject}',
	4723: 'TargetUserName TargetDomainName TargetSid {subject} PrivilegeList',
	4724: 'TargetUserName TargetDomainName TargetSid {subject}',
	4725: 'TargetUserName TargetDomainName TargetSid {subject}',
	4726: 'TargetUserName TargetDomainName TargetSid {subject} PrivilegeList',
	4728: 'MemberName MemberSid TargetUserName TargetDomainName TargetSid {subject} PrivilegeList MembershipExpirationTime',
	4729: 'MemberName MemberSid TargetUserName TargetDomainName TargetSid {subject} PrivilegeList',
	4732: 'MemberName MemberSid TargetUserName TargetDomainName TargetSid {subject} PrivilegeList MembershipExpirationTime',
	4733: 'MemberName MemberSid TargetUserName TargetDomainName TargetSid {subject} PrivilegeList',
	4738: 'Dummy TargetUserName TargetDomainName TargetSid {subject} PrivilegeList SamAccountName DisplayName UserPrincipalName HomeDirectory HomePath ScriptPath ProfilePath UserWorkstations PasswordLastSet AccountExpires PrimaryGroupId AllowedToDelegateTo OldUacValue NewUacValue UserAccountControl UserParameters SidHistory LogonHours',
	4739: 'DomainPolicyChanged DomainName DomainSid {subject} PrivilegeList MinPasswordAge MaxPasswordAge ForceLogoff LockoutThreshold LockoutObservationWindow LockoutDuration PasswordProperties MinPasswordLength PasswordHistoryLength MachineAccountQuota MixedDomainMode DomainBehaviorVersion OemInformation',
	4740: 'TargetUserName TargetDomainName TargetSid {subject}',
	4756: 'MemberName MemberSid TargetUserName TargetDomainName TargetSid {subject} PrivilegeList MembershipExpirationTime',
	4757: 'MemberName MemberSid TargetUserName TargetDomainName TargetSid {subject} PrivilegeList',
	4767: 'TargetUserName TargetDomainName TargetSid {subject}',
	4768: 'TargetUserName TargetDomainName TargetSid ServiceName ServiceSid TicketOptions Status TicketEncryptionType PreAuthType IpAddress IpPort CertIssuerName CertSerialNumber CertThumbprint',
	4769: 'TargetUserName TargetDomainName ServiceName ServiceSid TicketOptions TicketEncryptionType IpAddress IpPort Status LogonGuid TransmittedServices',
	4770: 'TargetUserName TargetDomainName ServiceName ServiceSid TicketOptions TicketEncryptionType IpAddress IpPort',
	4771: 'TargetUserName TargetSid ServiceName TicketOptions Status PreAuthType IpAddress IpPort CertIssuerName CertSerialNumber CertThumbprint',
	4776: 'PackageName TargetUserName Workstation Status',
	4778: 'AccountName AccountDomain LogonID SessionName ClientName ClientAddress',
	4779: 'AccountName AccountDomain LogonID SessionName ClientName ClientAddress',
	4946: 'ProfileChanged RuleId RuleName',
	4947: 'ProfileChanged RuleId RuleName',
	4948: 'ProfileChanged RuleId RuleName',
	5136: 'OpCorrelationID AppCorrelationID {subject} DSName DSType ObjectDN ObjectGUID ObjectClass AttributeLDAPDisplayName AttributeSyntaxOID AttributeValue OperationType',
	5140: [
		'{subject} IpAddress IpPort ShareName',
		'{subject} ObjectType IpAddress IpPort ShareName ShareLocalPath AccessMask AccessList',
	],
	5145: '{subject} ObjectType IpAddress IpPort ShareName ShareLocalPath RelativeTargetName AccessMask AccessList AccessReason',
	5152: 'ProcessId Application Direction SourceAddress SourcePort DestAddress DestPort Protocol FilterRTID LayerName LayerRTID',
	5154: 'ProcessId Application SourceAddress SourcePort Protocol FilterRTID LayerName LayerRTID',
	5156: 'ProcessID Application Direction SourceAddress SourcePort DestAddress DestPort Protocol FilterRTID LayerName LayerRTID RemoteUserID RemoteMachineID',
	5157: 'ProcessID Application Direction SourceAddress SourcePort DestAddress DestPort Protocol FilterRTID LayerName LayerRTID RemoteUserID RemoteMachineID',
	5158: 'ProcessId Application SourceAddress SourcePort Protocol FilterRTID LayerName LayerRTID',
	5447: 'ProcessId UserSid UserName ProviderKey ProviderName ChangeType FilterKey FilterName FilterType FilterId LayerKey LayerName LayerId Weight Conditions Action CalloutKey CalloutName',
});

const SYSMON = table({
	1: 'RuleName UtcTime ProcessGuid ProcessId Image FileVersion Description Product Company OriginalFileName CommandLine CurrentDirectory User LogonGuid LogonId TerminalSessionId IntegrityLevel Hashes ParentProcessGuid ParentProcessId ParentImage ParentCommandLine ParentUser',
	2: 'RuleName UtcTime ProcessGuid ProcessId Image TargetFilename CreationUtcTime PreviousCreationUtcTime User',
	3: 'RuleName UtcTime ProcessGuid ProcessId Image User Protocol Initiated SourceIsIpv6 SourceIp SourceHostname SourcePort SourcePortName DestinationIsIpv6 DestinationIp DestinationHostname DestinationPort DestinationPortName',
	4: 'UtcTime State Version SchemaVersion',
	5: 'RuleName UtcTime ProcessGuid ProcessId Image User',
	6: 'RuleName UtcTime ImageLoaded Hashes Signed Signature SignatureStatus',
	7: 'RuleName UtcTime ProcessGuid ProcessId Image ImageLoaded FileVersion Description Product Company OriginalFileName Hashes Signed Signature SignatureStatus User',
	8: 'RuleName UtcTime SourceProcessGuid SourceProcessId SourceImage TargetProcessGuid TargetProcessId TargetImage NewThreadId StartAddress StartModule StartFunction SourceUser TargetUser',
	9: 'RuleName UtcTime ProcessGuid ProcessId Image Device User',
	10: 'RuleName UtcTime SourceProcessGUID SourceProcessId SourceThreadId SourceImage TargetProcessGUID TargetProcessId TargetImage GrantedAccess CallTrace SourceUser TargetUser',
	11: 'RuleName UtcTime ProcessGuid ProcessId Image TargetFilename CreationUtcTime User',
	12: 'RuleName EventType UtcTime ProcessGuid ProcessId Image TargetObject User',
	13: 'RuleName EventType UtcTime ProcessGuid ProcessId Image TargetObject Details User',
	14: 'RuleName EventType UtcTime ProcessGuid ProcessId Image TargetObject NewName User',
	15: 'RuleName UtcTime ProcessGuid ProcessId Image TargetFilename CreationUtcTime Hash Contents User',
	16: 'UtcTime Configuration ConfigurationFileHash',
	17: 'RuleName EventType UtcTime ProcessGuid ProcessId PipeName Image User',
	18: 'RuleName EventType UtcTime ProcessGuid ProcessId PipeName Image User',
	19: 'RuleName EventType UtcTime Operation User EventNamespace Name Query',
	20: 'RuleName EventType UtcTime Operation User Name Type Destination',
	21: 'RuleName EventType UtcTime Operation User Consumer Filter',
	22: 'RuleName UtcTime ProcessGuid ProcessId QueryName QueryStatus QueryResults Image User',
	23: 'RuleName UtcTime ProcessGuid ProcessId User Image TargetFilename Hashes IsExecutable Archived',
	24: 'RuleName UtcTime ProcessGuid ProcessId Image Session ClientInfo Hashes Archived User',
	25: 'RuleName UtcTime ProcessGuid ProcessId Image Type User',
	26: 'RuleName UtcTime ProcessGuid ProcessId User Image TargetFilename Hashes IsExecutable',
	27: 'RuleName UtcTime ProcessGuid ProcessId User Image TargetFilename Hashes',
	28: 'RuleName UtcTime ProcessGuid ProcessId User Image TargetFilename Hashes IsExecutable',
	29: 'RuleName UtcTime ProcessGuid ProcessId User Image TargetFilename Hashes',
});

const POWERSHELL = table({
	4103: 'ContextInfo UserData Payload',
	4104: 'MessageNumber MessageTotal ScriptBlockText ScriptBlockId Path',
	4105: 'ScriptBlockId RunspaceId',
	4106: 'ScriptBlockId RunspaceId',
});

const WMI = table({
	5857: 'ProviderName Code HostProcess ProcessID ProviderPath',
	5858: 'Id ClientMachine User ClientProcessId Component Operation ResultCode PossibleCause',
	5859: 'NamespaceName Query User processid providerName queryid PossibleCause',
	5860: 'NamespaceName Query User processid MachineName PossibleCause',
	5861: 'Namespace ESS CONSUMER PossibleCause',
});

const SYSTEM = table({
	12: 'MajorVersion MinorVersion BuildVersion QfeVersion ServiceVersion BootMode StartTime',
	13: 'StopTime',
	41: 'BugcheckCode BugcheckParameter1 BugcheckParameter2 BugcheckParameter3 BugcheckParameter4 SleepInProgress PowerButtonTimestamp BootAppStatus Checkpoint ConnectedStandbyInProgress SystemSleepTransitionsToOn CsEntryScenarioInstanceId BugcheckInfoFromEFI CheckpointStatus',
	104: 'SubjectUserName SubjectDomainName Channel BackupPath',
	6005: 'Binary',
	6006: 'Binary',
	7045: 'ServiceName ImagePath ServiceType StartType AccountName',
});

/**
 * The names of an event's values, undefined for events that are not known.
 *
 * @param count how many values the event has, which tells its version
 */
export function propertyNames(
	id: number,
	channel: string,
	count: number,
): readonly string[] | undefined {
	const versions = tableOf(channel)?.get(id);
	if (versions === undefined) return undefined;
	// Later versions append: what a longer event has in front is named all the same.
	return (
		versions.find((names) => names.length === count) ??
		versions.find((names) => names.length > count) ??
		versions.at(-1)
	);
}

function tableOf(
	channel: string,
): ReadonlyMap<number, ReadonlyArray<readonly string[]>> | undefined {
	if (channel === 'Security') return SECURITY;
	if (channel === 'System') return SYSTEM;
	if (channel.includes('Sysmon')) return SYSMON;
	if (channel.includes('PowerShell')) return POWERSHELL;
	return channel.includes('WMI-Activity') ? WMI : undefined;
}
