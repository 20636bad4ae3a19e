/** The suite of all event stores, unchanged, on OpenSearch. */
import { OpenSearchEventStore } from '../../../server/storage/opensearch';
import { describeEventStore } from '../../server/logs/store/conformance';
import { freshPlace, OPENSEARCH, onOpenSearch } from './connection';

/** Folders stand for installations: the same one finds its events again. */
const prefixes = new Map<string, string>();

function prefixOf(directory: string): string {
	const known = prefixes.get(directory) ?? freshPlace().prefix;
	prefixes.set(directory, known);
	return known;
}

function open(directory: string): Promise<OpenSearchEventStore> {
	return OpenSearchEventStore.open({
		cluster: { nodes: [OPENSEARCH as string] },
		prefix: prefixOf(directory),
		replicas: 0,
		refresh: 'true',
	});
}

/** As another server would: the store under test has to notice. */
async function disableSource(directory: string, name: string): Promise<void> {
	const other = await open(directory);
	await other.setSourceEnabled(name, false);
	await other.close();
}

onOpenSearch('events in OpenSearch', () => {
	describeEventStore('OpenSearchEventStore', { open, disableSource });
});
