/** The kinds of values that options take, as zod schemas that read text as well as JSON values. */
import { parseZone } from '../logs/ingest';
import { z } from 'zod';

/** Units of sizes; both spellings people use mean the binary one. */
const UNITS: ReadonlyMap<string, number> = new Map(
	Object.entries({
		'': 1,
		k: 1024,
		kib: 1024,
		kb: 1024,
		m: 1024 ** 2,
		mib: 1024 ** 2,
		mb: 1024 ** 2,
		g: 1024 ** 3,
		gib: 1024 ** 3,
		gb: 1024 ** 3,
		t: 1024 ** 4,
		tib: 1024 ** 4,
		tb: 1024 ** 4,
	}),
);

/** A whole number from `min` to `max`. */
export function wholeNumber(min: number, max: number) {
	const digits = z
		.string()
		.regex(/^\d{1,15}$/)
		.transform(Number);
	return z.union([z.number(), digits]).pipe(z.int().min(min).max(max));
}

/** A number of bytes from `min` to `max`, with or without a unit: `1048576`, `64MiB`. */
export function sizeBetween(min: number, max: number) {
	return z.union([z.number(), z.string().transform(readSize)]).pipe(z.int().min(min).max(max));
}

/** A number of bytes from 1 on. */
export const size = sizeBetween(1, 2 ** 40);

function readSize(text: string): number {
	const match = /^(\d{1,13}) ?([a-z]*)$/i.exec(text);
	const unit = UNITS.get((match?.[2] ?? '?').toLowerCase());
	return match === null || unit === undefined ? Number.NaN : Number(match[1]) * unit;
}

/** Yes or no. */
export const yesNo = z.union([
	z.boolean(),
	z.enum(['true', '1']).transform(() => true),
	z.enum(['false', '0']).transform(() => false),
]);

/** What `schema` takes, or `off` (in a file also null or false), which becomes null. */
export function orOff<T extends z.ZodType>(schema: T) {
	return z.union([
		z.union([z.literal('off'), z.literal(false), z.null()]).transform(() => null),
		schema,
	]);
}

/** A text that is not empty. */
export const text = z.string().min(1).max(4096);

/** Hosts, each with or without a port, as one text with commas or as a list; becomes a list in lower case. */
export const hostsAndPorts = z
	.union([z.array(z.string()), z.string().transform((list) => list.split(','))])
	.transform((list) => list.map((host) => host.trim().toLowerCase()))
	.pipe(
		z
			.array(
				z
					.string()
					.regex(
						/^(?:[a-z0-9_.-]{1,253}(?::\d{1,5})?|[0-9a-f:.]{2,45}|\[[0-9a-f:.]{2,45}\]:\d{1,5})$/,
					),
			)
			.min(1),
	);

/** Host names or addresses, as one text with commas or as a list; becomes a list in lower case. */
export const hosts = z
	.union([z.array(z.string()), z.string().transform((list) => list.split(','))])
	.transform((list) => list.map((host) => host.trim().toLowerCase()))
	.pipe(z.array(z.string().regex(/^[a-z0-9_.:-]{1,253}$/)).min(1));

/** An ISO 8601 date, which is its midnight in UTC, or date-time with a zone; becomes epoch ms. */
export const moment = z
	.union([z.iso.date(), z.iso.datetime({ offset: true })])
	.transform((value) => Date.parse(value));

/** A time zone: `Z`, an offset or an IANA name. */
export const zone = z
	.string()
	.max(64)
	.transform((text, context) => {
		const found = parseZone(text);
		if (found !== undefined) return found;
		context.addIssue({ code: 'custom' });
		return z.NEVER;
	});

/** Addresses of nodes of OpenSearch, as one text with commas or as a list: scheme, host and port alone. */
export const searchNodes = z
	.union([z.array(z.string()), z.string().transform((list) => list.split(','))])
	.transform((list) => list.map((node) => node.trim()))
	.pipe(z.array(z.string().max(512).transform(nodeAddress).pipe(z.string())).min(1).max(100));

function nodeAddress(text: string): string | undefined {
	const url = URL.parse(text);
	if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') return undefined;
	const isBare = url.pathname === '/' && url.search === '' && url.hash === '';
	const isOpen = url.username === '' && url.password === '';
	return isBare && isOpen ? url.origin : undefined;
}

/** An address of a PostgreSQL database without a password in it. */
export const postgresAddress = z
	.string()
	.max(2048)
	.refine((text) => {
		const url = URL.parse(text);
		if (url === null || !/^postgres(?:ql)?:$/.test(url.protocol)) return false;
		return url.password === '' && !url.searchParams.has('password');
	});
