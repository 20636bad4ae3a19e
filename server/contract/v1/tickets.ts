/**
 * V1 ticket calls: what a connected ticketing tool asks about the incident behind its ticket.
 *
 * Sources: https://www.manageengine.com/log-management/help/api-settings/update-incident.html,
 * https://www.manageengine.com/log-management/help/api-settings/export-incident.html and
 * https://www.manageengine.com/products/eventlog/help/StandaloneManagedServer-UserGuide/AdminSettings/disable-ticket-notification.html
 */
import { z } from 'zod';
import { numericId, numericIdOut } from '../shared/ids';
import { looseWord } from '../shared/vocabulary';

const text = (what: string) =>
	z
		.string({ error: `expected ${what}` })
		.trim()
		.min(1, { error: `expected ${what}` })
		.max(256, { error: `expected ${what} of at most 256 characters` });

const ticketId = text("the ticket's id in the ticketing tool").meta({
	description: 'Id of the ticket in the ticketing tool',
	example: '33630',
});

/** Body of `POST /RestAPI/v1/ticket/incident/update`. */
export const v1TicketUpdateRequest = z.object({
	ticket_id: ticketId,
	changelog: z.object(
		{
			field: looseWord(['STATUS', 'SEVERITY']).meta({
				description: 'What changed: STATUS or SEVERITY',
				example: 'STATUS',
			}),
			value: text("the ticket's new value").meta({
				description: "New value in the ticketing tool's words; mapped by the connection",
				example: 'Pending',
			}),
		},
		{ error: 'expected an object with field and value' },
	),
});

/** Answer of the update; `message` is documented. */
export const v1TicketUpdateResponse = z.strictObject({
	message: z.string().meta({ example: 'Incident updated successfully in EventLog Analyzer' }),
	updated: z
		.boolean()
		.optional()
		.meta({ description: 'Own extension: false when nothing was changed' }),
});

/** Body of `POST /RestAPI/v1/ticket/incident/export`. */
export const v1TicketExportRequest = z.object({
	ticket_id: ticketId,
	format: looseWord(['pdf', 'json', 'csv'])
		.optional()
		.meta({ description: 'Own extension: format of the file, pdf by default', example: 'pdf' }),
});

/** Answer of the export trigger. */
export const v1TicketExportResponse = z.strictObject({
	export_id: numericIdOut.meta({ example: 2 }),
	message: z.string(),
});

/** Query of the export's status and file; the parameter's name is inferred. */
export const v1ExportRequest = z.object({
	export_id: numericId.meta({ description: 'Id that the trigger answered', example: 2 }),
});

/** Answer of the export's status (assumed). */
export const v1ExportStatusResponse = z.strictObject({
	export_id: numericIdOut.meta({ example: 2 }),
	status: z.enum(['IN_PROGRESS', 'COMPLETED', 'FAILED']),
	message: z.string(),
});

/** Query of `GET /RestAPI/v1/ticket/profile`; the page says body, its sample sends the query: both are read. */
export const v1TicketProfileRequest = z.object({ ticket_id: ticketId });

/** Answer of the ticket's profile. */
export const v1TicketProfileResponse = z.strictObject({
	profile_name: z.string().meta({ example: 'Alert 1' }),
	profile_id: numericIdOut.meta({ example: 1801 }),
	message: z.string(),
});

/** Body of `PUT /RestAPI/v1/ticket/notification/disable` (assumed). */
export const v1DisableNotificationRequest = z.object({
	profile_id: numericId.meta({
		description: "Alert profile, from the ticket's profile",
		example: 1801,
	}),
});
