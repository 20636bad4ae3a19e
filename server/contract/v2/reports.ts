/**
 * V2 reports: profiles (documented for Cloud), data and custom reports (observed paths, assumed bodies).
 *
 * Source: https://www.manageengine.com/cloud-siem/api/v2/reports
 */
import { z } from 'zod';
import { reportAggregate } from '../extension/aggregate';
import { hit } from '../shared/hit';
import { numericId, numericIdOut, numericIds } from '../shared/ids';
import { cursor, query } from '../shared/query';
import { v2Time } from '../shared/time';
import { v2DataResponse, v2ListResponse, v2PageQuery } from './envelope';
import { checkTimeOrder } from './window';

/** The longest filter list of report profiles (documented). */
const FILTER_MAX = 20;

const name = (what: string) =>
	z
		.string({ error: `expected ${what}` })
		.trim()
		.min(1, { error: `expected ${what}` })
		.max(256, { error: `expected ${what} of at most 256 characters` });

const names = (what: string) =>
	z
		.array(name(what), { error: `expected an array of ${what}` })
		.max(FILTER_MAX, { error: `expected at most ${FILTER_MAX} entries` })
		.optional();

/** Body of `POST /api/v2/report/profiles`. */
export const v2ReportProfilesRequest = z.strictObject({
	module_name: names('module names'),
	category_name: names('category names'),
	group_name: names('group names'),
	report_id: numericIds(FILTER_MAX).optional(),
	...v2PageQuery,
});

/** One report (assumed keys, after the filters' names). */
const v2Report = z
	.strictObject({
		report_id: numericIdOut.meta({ example: 101 }),
		report_name: z.string().meta({ example: 'Failed logons' }),
		description: z.string(),
		module_name: z.string().meta({ example: 'Windows' }),
		category_name: z.string().meta({ example: 'Logon' }),
		group_name: z.string().meta({ example: 'Failures' }),
		query: z.string().meta({ example: 'EVENTID = 4625' }),
		aggregate: reportAggregate.optional(),
		custom: z.boolean().meta({ description: 'Made by a user, so it can be changed and deleted' }),
	})
	.meta({ id: 'V2Report', description: 'A report' });

/** Answer of the profiles, sorted by module, category, group, id (documented). */
export const v2ReportProfilesResponse = v2ListResponse('reports', v2Report);

/** Path of a report. */
export const v2ReportParams = z.strictObject({
	report_id: numericId.meta({ description: 'Report', example: 101 }),
});

const ONE_OF = 'is required unless cursor is sent';

/** Body of `POST /api/v2/report/data/{report_id}`: times, or the cursor of the previous answer. */
export const v2ReportDataRequest = z
	.strictObject({
		start_time: v2Time.optional(),
		end_time: v2Time.optional(),
		log_source_ids: numericIds().optional(),
		log_source_group_ids: numericIds().optional(),
		cursor: cursor.optional(),
	})
	.superRefine((body, ctx) => {
		if (body.cursor !== undefined) return;
		for (const key of ['start_time', 'end_time'] as const)
			if (body[key] === undefined) ctx.addIssue({ code: 'custom', path: [key], message: ONE_OF });
		checkTimeOrder(body, ctx);
	})
	.meta({
		override: { anyOf: [{ required: ['cursor'] }, { required: ['start_time', 'end_time'] }] },
	});

/** Answer of the data: rows are hits. */
export const v2ReportDataResponse = z.strictObject({
	data: z.strictObject({ rows: z.array(hit) }),
	meta: z.strictObject({
		cursor: cursor.optional(),
		total_items: z.int().min(0),
		items_in_current_page: z.int().min(0),
	}),
});

/** Body of `POST /api/v2/report/custom` (assumed). */
export const v2CreateReportRequest = z.strictObject({
	report_name: name('a report name'),
	description: z.string().max(1000).default(''),
	module_name: name('a module name').default('Custom'),
	category_name: name('a category name').default('Custom'),
	group_name: name('a group name').default('Custom'),
	query,
	aggregate: reportAggregate.optional(),
});

/** Body of `PUT /api/v2/report/custom/{report_id}` (assumed): the keys to change. */
export const v2UpdateReportRequest = z.strictObject({
	report_name: name('a report name').optional(),
	description: z.string().max(1000).optional(),
	module_name: name('a module name').optional(),
	category_name: name('a category name').optional(),
	group_name: name('a group name').optional(),
	query: query.optional(),
	aggregate: reportAggregate.nullable().optional(),
});

/** Answer of creating and updating a report (assumed). */
export const v2ReportResponse = v2DataResponse(v2Report);
