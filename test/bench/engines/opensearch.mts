/** OpenSearch from Maven, one node: events as they are, and a mapping that answers all of the searches. */
import { missingForOpenSearch, startOpenSearch } from '../../cluster/opensearch.mjs';
import { openSearchKit } from '../../cluster/opensearch-kit.mjs';
import { FROM, TO } from '../support/corpus.mts';
import { send } from '../support/send.mts';
import { type Condition, openSearchClause } from './conditions.mts';
import { type Count, type Engine, PAGE, type Recipe } from './engine.mts';
import { bytesBelow, howEnded, measuredProcess } from './process.mts';

type Node = Awaited<ReturnType<typeof startOpenSearch>>['nodes'][number];

const HEAP_MEGABYTES = 2_048;
const INDEX = 'events';
const TYPE = 'application/json';

const keyword = { type: 'keyword', ignore_above: 8_191, copy_to: 'all_values' };
const text = { ...keyword, normalizer: 'lower' };
const number = { ...keyword, fields: { number: { type: 'double', ignore_malformed: true } } };

/** Values as a whole without case, numbers and addresses as such too, words of the message, of the raw line, and of all other values. */
const MAPPING = {
	settings: {
		number_of_shards: 1,
		number_of_replicas: 0,
		analysis: { normalizer: { lower: { type: 'custom', filter: ['lowercase'] } } },
	},
	mappings: {
		properties: {
			TIME: { type: 'date', format: 'epoch_millis' },
			MESSAGE: { type: 'text', norms: false },
			RAWLOG: { type: 'match_only_text' },
			// Has numbers in some events and texts in others.
			STATUS: number,
			all_values: { type: 'text', norms: false },
		},
		dynamic_templates: [
			{
				addresses: {
					match: '*IP',
					match_mapping_type: 'string',
					mapping: { ...text, fields: { address: { type: 'ip', ignore_malformed: true } } },
				},
			},
			{ numbers: { match_mapping_type: 'long', mapping: number } },
			{ texts: { match_mapping_type: 'string', mapping: text } },
		],
	},
};

interface SearchAnswer {
	readonly hits: {
		readonly total: { readonly value: number };
		readonly hits: readonly { readonly _source: Readonly<Record<string, unknown>> }[];
	};
	readonly aggregations?: {
		readonly all: {
			readonly buckets: readonly { readonly key: string | number; readonly doc_count: number }[];
		};
	};
}

/** One node of the version that the tests of several servers run on. */
export const openSearch: Recipe = {
	id: 'opensearch',
	name: 'OpenSearch 3.9.0',
	remark: `durable when it answers (translog); one node, one shard without copies, heap of ${HEAP_MEGABYTES / 1_024} GB; request cache off; settled is merged to one segment.`,
	available: missingForOpenSearch,
	async install() {
		await openSearchKit();
	},
	start,
};

async function start(folder: string): Promise<Engine> {
	const cluster = await startOpenSearch({
		heapMegabytes: HEAP_MEGABYTES,
		isMeasured: true,
		data: folder,
	});
	const [url, node] = [cluster.urls[0], cluster.nodes[0]] as [string, Node];
	const ask = (method: string, path: string, body?: object | string, type = TYPE) =>
		send({
			url: `${url}/${path}`,
			token: 'none',
			method,
			type,
			...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		});
	await ask('PUT', INDEX, MAPPING);
	const search = async <T,>(body: object, read: (answer: SearchAnswer) => T) => {
		const answer = await ask('POST', `${INDEX}/_search?request_cache=false`, body);
		return () => read(JSON.parse(answer.toString()) as SearchAnswer);
	};
	const groups = (aggregation: object) =>
		search({ size: 0, query: inRange(), aggs: { all: aggregation } }, ({ aggregations }) =>
			(aggregations?.all.buckets ?? []).map(({ key, doc_count: count }): Count => [key, count]),
		);
	return {
		...measuredProcess(
			node.pid,
			() => cluster.stop(),
			() => howEnded(node.state, node.state.said),
		),
		async ingest(lines) {
			const body = `{"create":{}}\n${lines.trimEnd().replaceAll('\n', '\n{"create":{}}\n')}\n`;
			const answer = await ask('POST', `${INDEX}/_bulk`, body, 'application/x-ndjson');
			if (!answer.subarray(0, 100).includes('"errors":false'))
				throw new Error(`OpenSearch refused events: ${answer.toString().slice(0, 500)}`);
		},
		async settled() {
			await ask('POST', `${INDEX}/_forcemerge?max_num_segments=1`);
			await ask('POST', `${INDEX}/_flush?wait_if_ongoing=true`);
			await ask('POST', `${INDEX}/_refresh`);
		},
		bytesOnDisk: () => Promise.resolve(bytesBelow(folder)),
		search: (condition) =>
			search(
				{
					size: PAGE,
					sort: [{ TIME: 'desc' }],
					track_total_hits: true,
					query: inRange(condition),
				},
				({ hits }) => ({
					rows: hits.hits.length,
					total: hits.total.value,
					newest: hits.hits[0]?._source['RECORDNUMBER'] as number | undefined,
				}),
			),
		async count(condition) {
			const answer = await ask('POST', `${INDEX}/_count`, { query: inRange(condition) });
			return () => (JSON.parse(answer.toString()) as { count: number }).count;
		},
		byHour: () =>
			groups({ date_histogram: { field: 'TIME', fixed_interval: '1h', min_doc_count: 1 } }),
		top: (field, limit) => groups({ terms: { field, size: limit } }),
	};
}

function inRange(condition: Condition = { kind: 'everything' }): object {
	const range = { range: { TIME: { gte: FROM, lt: TO } } };
	return { bool: { filter: [range, openSearchClause(condition)] } };
}
