/** What ECS fields tell of a Windows event whose own values are missing: pipelines that drop `winlog.event_data` leave only them. */
import type { Fields } from '../formats/format';

/** Flattened ECS fields and the field that a Windows event has for the same thing. */
const ECS: ReadonlyArray<readonly [ecs: string, field: string]> = [
	['PROCESS_EXECUTABLE', 'PROCESSNAME'],
	['PROCESS_COMMAND_LINE', 'COMMAND'],
	['PROCESS_PID', 'PROCESSID'],
	['PROCESS_PARENT_EXECUTABLE', 'PARENTIMAGE'],
	['PROCESS_PARENT_COMMAND_LINE', 'PARENTCOMMANDLINE'],
	['PROCESS_WORKING_DIRECTORY', 'CURRENTDIRECTORY'],
	['PROCESS_PE_ORIGINAL_FILE_NAME', 'ORIGINALFILENAME'],
	['FILE_PATH', 'TARGETFILENAME'],
	['REGISTRY_PATH', 'TARGETOBJECT'],
	['DNS_QUESTION_NAME', 'QUERYNAME'],
	['DESTINATION_IP', 'DESTINATIONIP'],
	['DESTINATION_PORT', 'DESTINATIONPORT'],
	['POWERSHELL_FILE_SCRIPT_BLOCK_TEXT', 'SCRIPTBLOCKTEXT'],
	['USER_NAME', 'USERNAME'],
	['USER_DOMAIN', 'DOMAIN'],
	['SOURCE_IP', 'REMOTEIP'],
	['SOURCE_PORT', 'REMOTEPORT'],
];

/** Sets what is missing from ECS fields of the same event; those stay as they are. */
export function fillFromEcs(fields: Fields): void {
	for (const [ecs, field] of ECS) {
		const value = fields[ecs];
		if (value !== undefined && fields[field] === undefined) fields[field] = value;
	}
	// Sysmon's own name of the program, which rules ask for.
	if (String(fields.CHANNEL).includes('Sysmon') && fields.PROCESS_EXECUTABLE !== undefined) {
		fields.IMAGE ??= fields.PROCESS_EXECUTABLE;
	}
}
