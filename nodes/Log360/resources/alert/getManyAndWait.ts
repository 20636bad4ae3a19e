/** Alert > Get Many in Background and Wait. */
import { simplifyAlert } from '../../dialects/flat';
import type { Operation } from '../../operation';
import { alertProperties } from '../../parameters/alerts';
import { optionsCollection } from '../../parameters/options';
import { fileOptions, outputProperties } from '../../parameters/output';
import { overridePathOption } from '../../parameters/overridePath';
import { pagingProperties } from '../../parameters/paging';
import { fieldNamesOption } from '../../parameters/search';
import { waitOptions, waitProperty } from '../../parameters/waiting';
import { runAndWait } from '../shared/runAndWait';
import { startCall } from './start';

export const getManyAndWait: Operation = {
	value: 'getManyAndWait',
	name: 'Get Many in Background and Wait',
	action: 'Get many alerts in background and wait',
	description:
		'Retrieve very many alerts in the background, wait for the end, and return them as items, pages or one file',
	properties: [
		...alertProperties,
		...pagingProperties,
		...outputProperties,
		waitProperty,
		optionsCollection(
			fieldNamesOption,
			overridePathOption('/api/v2/alerts/async'),
			...waitOptions,
			...fileOptions,
		),
	],
	execute: async (run) => await runAndWait(run, startCall(run), simplifyAlert),
};
