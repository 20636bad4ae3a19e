/** How the hits of a job leave the node: as items, page by page, or as a file. */
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import type { Hits } from '../dialects/dialect';
import { simplifyHit } from '../dialects/flat';
import { firstOf } from '../files/first';
import { hitsFile, type FileFormat } from '../files/hitsFile';
import { collect } from '../transport/pages';
import { idList } from './ids';
import { limitOf } from './paging';
import { shaped, shapeOf, shapeProperties, type Shape } from './shape';

export const outputProperties: INodeProperties[] = [
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'File',
				value: 'file',
				description:
					'All results in one binary file, written as they arrive; for very many results',
			},
			{ name: 'Items', value: 'items', description: 'One item per result' },
			{ name: 'Pages', value: 'pages', description: 'One item per page of results' },
		],
		default: 'items',
		description: 'How the results leave the node',
	},
	...shapeProperties({ output: ['items', 'pages'] }),
	{
		displayName: 'File Format',
		name: 'fileFormat',
		type: 'options',
		options: [
			{ name: 'CSV', value: 'csv', description: 'A table for spreadsheets' },
			{
				name: 'JSON',
				value: 'json',
				description: 'One array, which Extract from File reads',
			},
			{ name: 'NDJSON', value: 'ndjson', description: 'One JSON object per line' },
			{
				name: 'XLSX',
				value: 'xlsx',
				description: 'An Excel workbook of up to 1,048,575 results, which Extract from File reads',
			},
		],
		default: 'ndjson',
		displayOptions: { show: { output: ['file'] } },
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryField',
		type: 'string',
		default: 'data',
		required: true,
		displayOptions: { show: { output: ['file'] } },
		hint: 'The name of the output binary field to put the file in',
	},
];

export const fileOptions: INodeProperties[] = [
	{
		displayName: 'Columns of CSV and XLSX',
		name: 'columns',
		type: 'string',
		default: '',
		placeholder: 'e.g. TIME, HOSTNAME, EVENTID, USERNAME',
		description:
			'Fields to write, in this order, separated by commas. Empty means the fields of the first page, with all others as JSON in the column OTHER_FIELDS.',
	},
	{
		displayName: 'Escape Formulas in CSV',
		name: 'escapeFormulas',
		type: 'boolean',
		default: true,
		description:
			"Whether to put ' before texts that begin with =, +, - or @, so that a spreadsheet does not run what an attacker wrote into a log",
	},
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: 'log360',
		placeholder: 'e.g. failed-logons',
		description: 'Name of the file without its extension',
	},
];

interface OutputOptions {
	columns?: string;
	escapeFormulas?: boolean;
	fileName?: string;
}

/**
 * Turns pages into what the item wants to see, up to its limit. Files hold all fields of the hits; items and pages have the shape that was
 * chosen.
 *
 * @param simplify makes the simplified form of a hit
 */
export async function emitPages(
	context: IExecuteFunctions,
	item: number,
	pages: AsyncIterable<{ readonly hits: Hits }>,
	about: IDataObject,
	simplify: Shape = simplifyHit,
): Promise<INodeExecutionData[]> {
	const limit = limitOf(context, item);
	switch (context.getNodeParameter('output', item, 'items')) {
		case 'file': {
			const options = context.getNodeParameter('options', item, {}) as OutputOptions;
			const file = await hitsFile(context, pages, limit, {
				format: formatOf(context, item),
				fileName: (options.fileName ?? '').trim() || 'log360',
				field: (context.getNodeParameter('binaryField', item, 'data') as string).trim() || 'data',
				columns: idList(options.columns ?? ''),
				escapeFormulas: options.escapeFormulas !== false,
			});
			return [{ ...file, json: { ...about, ...file.json } }];
		}
		case 'pages': {
			const shape = shapeOf(context, item, simplify);
			const items: INodeExecutionData[] = [];
			let left = limit;
			for await (const page of pages) {
				const hits = [...shaped(firstOf(page.hits, left), shape)];
				left -= hits.length;
				items.push({ json: { ...about, page: items.length + 1, hits } });
				if (left <= 0) break;
			}
			return items;
		}
		default:
			return (await collect(shapedPages(pages, shapeOf(context, item, simplify)), limit)).map(
				(json) => ({ json }),
			);
	}
}

/** What an expression gives may be none of the formats; then it is the one that nothing can go wrong with. */
function formatOf(context: IExecuteFunctions, item: number): FileFormat {
	const given = String(context.getNodeParameter('fileFormat', item, 'ndjson')).toLowerCase();
	return given === 'csv' || given === 'json' || given === 'xlsx' ? given : 'ndjson';
}

/** Hits that are not wanted beyond the limit are never made, and so neither shaped. */
async function* shapedPages(pages: AsyncIterable<{ readonly hits: Hits }>, shape: Shape) {
	for await (const { hits } of pages) yield { hits: shaped(hits, shape) };
}

/** Reads the parameters of the output, so that what is wrong with them shows before anything is started. */
export function checkOutput(context: IExecuteFunctions, item: number): void {
	limitOf(context, item);
	if (context.getNodeParameter('output', item, 'items') !== 'file') {
		shapeOf(context, item, simplifyHit);
	}
}
