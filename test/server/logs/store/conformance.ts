/** What every event store must do: same corpus, same queries, hit for hit what the oracle says. */
import type { EventStore } from '../../../../server/logs/store/store';
import { tempFolder } from '../../../support/temp';
import { describeGenerated } from './conformance/generated';
import type { StoreHarness } from './conformance/harness';
import { describeLifetime } from './conformance/lifetime';
import { describeScans } from './conformance/scans';
import { describeSearches } from './conformance/searches';
import { describeStored } from './conformance/stored';

/** Declares the suite for one implementation. */
export function describeEventStore(name: string, harness: StoreHarness): void {
	describe(`${name} keeps the contract of EventStore`, () => {
		const open = new Set<EventStore>();
		let ofTest: Set<EventStore> | undefined;
		const opened = async (directory = tempFolder()): Promise<EventStore> => {
			const store = await harness.open(directory);
			(ofTest ?? open).add(store);
			return store;
		};
		beforeEach(() => void (ofTest = new Set()));
		afterEach(async () => {
			for (const store of ofTest ?? []) await store.close();
			ofTest = undefined;
		});
		afterAll(async () => {
			for (const store of open) await store.close();
		});

		describeSearches(opened);
		describeGenerated(opened);
		describeStored(opened, harness);
		describeLifetime(opened, harness);
		describeScans(opened);
	});
}
