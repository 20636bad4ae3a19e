/** What only this server offers: ingest, health, metrics and its own description. */
import { z } from 'zod';
import { wireInteger } from '../shared/integer';
import { timeZone } from '../shared/zone';

/** Query of `POST /ingest`. */
export const ingestRequest = z.strictObject({
	format: z
		.enum(['auto', 'json', 'windows', 'syslog', 'access'], {
			error: 'expected one of auto, json, windows, syslog, access',
		})
		.optional()
		.meta({
			description: 'Format of the lines; detected line by line by default',
			example: 'syslog',
		}),
	host: z
		.string()
		.min(1)
		.max(255)
		.optional()
		.meta({ description: 'Host of lines that name none', example: 'web-1' }),
	year: wireInteger(1970, 2255)
		.optional()
		.meta({ description: 'Year of syslog lines, which carry none; inferred by default' }),
	tz: timeZone.optional().meta({
		description:
			'Zone of times that carry none; by default that of the log source, else of the server (`--tz`)',
		example: 'Europe/Berlin',
	}),
	date_order: z.enum(['dmy', 'mdy'], { error: 'expected one of dmy, mdy' }).optional().meta({
		description: 'Order of day and month in times such as 20/11/2026; without it they are not read',
		example: 'dmy',
	}),
});

/** Answer of the ingest: good lines are durable, refused ones are named. */
export const ingestResponse = z.strictObject({
	lines: z.int().min(0).meta({ description: 'Lines read, blank ones not counted', example: 1001 }),
	stored: z.int().min(0).meta({ description: 'Events stored durably', example: 1000 }),
	refused: z.int().min(0).meta({ description: 'Lines refused', example: 1 }),
	dropped: z
		.int()
		.min(0)
		.meta({ description: 'Events left out because their log source is disabled', example: 0 }),
	unparsed: z.int().min(0).meta({
		description:
			'Lines kept as text, wholly or from character 32,768 on, because they were too long or took too long to parse',
		example: 0,
	}),
	cut: z.int().min(0).meta({
		description: 'Events with values cut at 65,536 characters (CUT_FIELDS names them)',
		example: 0,
	}),
	errors: z
		.array(
			z.strictObject({
				line: z.int().min(1).meta({ description: 'Number of the line, from 1', example: 17 }),
				error: z.string().meta({ example: 'not a valid JSON object' }),
			}),
		)
		.meta({ description: 'The first 1,000 refused lines' }),
	untimed: z.int().min(0).meta({
		description: 'Events whose time is that of their arrival, because none could be read',
		example: 2,
	}),
	text: z
		.int()
		.min(0)
		.meta({ description: 'Lines that no format knows, kept as text', example: 1 }),
	readings: z
		.array(
			z.strictObject({
				format: z.string().meta({ example: 'unix' }),
				source: z.string().meta({ description: 'HOSTNAME of the events', example: 'web-1' }),
				lines: z.int().min(1).meta({ example: 998 }),
				untimed: z.int().min(0).meta({ example: 2 }),
			}),
		)
		.meta({ description: 'By format and log source, most lines first; at most about 200' }),
	examples: z
		.array(
			z.strictObject({
				line: z.int().min(1).meta({ example: 4 }),
				reason: z.string().meta({ example: 'unreadable' }),
				text: z.string().meta({ example: 'Jun 31 10:20:30' }),
			}),
		)
		.meta({ description: 'Up to three lines of each reason: no time, plain text' }),
	year: z
		.int()
		.optional()
		.meta({ description: 'Year that lines without one have got to, when `year` was given' }),
});

/** Answer of `GET /health`; more keys may follow. */
export const healthResponse = z.looseObject({
	status: z.enum(['ok', 'starting', 'stopping', 'unwell']).meta({
		description: '`unwell`: an engine that several servers share cannot work; 503 then',
	}),
	engines: z
		.record(z.string(), z.enum(['ok', 'unwell', 'unreachable']))
		.optional()
		.meta({
			description: 'Only where several servers share engines: how each of them is',
			example: { opensearch: 'ok', postgres: 'ok' },
		}),
});

/** Answer of `GET /openapi.json`. */
export const openapiResponse = z.looseObject({ openapi: z.string().meta({ example: '3.1.0' }) });
