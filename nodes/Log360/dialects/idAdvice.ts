/** Where the ids of a call come from, in names of the node; shown when the server does not know one. */

export const JOB_ID =
	'Take the ID from the node that started the job, or from Job > Get Many. A deleted job is gone, and any job is after 24 hours.';
export const ALERT_ID =
	'Take the ID from Alert > Get Many; only alerts of builds that send one can be named.';
export const INCIDENT_ID =
	'Take the ID from Incident > Get Many. The incident may have been deleted.';
export const PROFILE_ID =
	'Take the ID from Alert Profile > Get Many. The profile may have been deleted.';
export const PROFILE_FILTER =
	'Choose the alert profiles of the filter from those that Alert Profile > Get Many lists.';
export const TICKET_ID =
	'Give the ID of a ticket that a connected ticketing tool raised for an alert; the server knows no others.';
export const EXPORT_ID = 'Take the export ID from Incident > Export by Ticket.';
export const WORKFLOW_ID = 'Take the ID from Workflow > Get Many.';
export const WORKFLOW_OR_TICKET =
	'Take the workflow from Workflow > Get Many. A ticket must be one that a connected ticketing tool raised for an alert.';
export const RUN_ID =
	'Take the ID of the run from Workflow > Execute. Runs are forgotten after some time.';
export const REPORT_ID = 'Take the ID from Report > Get Profiles.';
export const SOURCE_ID =
	'Take IDs from Log Source > Get Many. Log sources may have been deleted meanwhile.';
export const SOURCE_NAME =
	'Use names or addresses that Log Source > Get Many lists. No log source was disabled.';
