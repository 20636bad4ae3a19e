/** Log > Search and Wait: searches in the background and returns the hits in one step. */
import { dialectOf } from '../../dialects';
import { simplifyLog } from '../../dialects/flat';
import type { Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { fileOptions, outputProperties } from '../../parameters/output';
import { pagingProperties } from '../../parameters/paging';
import { fieldNamesOption, searchCriteria, searchProperties } from '../../parameters/search';
import { waitOptions, waitProperty } from '../../parameters/waiting';
import { runAndWait } from '../shared/runAndWait';

export const searchAndWait: Operation = {
	value: 'searchAndWait',
	name: 'Search and Wait',
	action: 'Search logs and wait',
	description:
		'Search very many logs in the background, wait for the end, and return the logs as items, pages or one file',
	properties: [
		...searchProperties,
		...pagingProperties,
		...outputProperties,
		waitProperty,
		optionsCollection(fieldNamesOption, ...waitOptions, ...fileOptions),
	],
	execute: async (run) =>
		await runAndWait(
			run,
			dialectOf(run.client.generation).searchStart(searchCriteria(run.context, run.item)),
			simplifyLog,
		),
};
