/** The resource Workflow. */
import type { Resource } from '../../operation';
import { cancelRun } from './cancelRun';
import { execute } from './execute';
import { executeAndWait } from './executeAndWait';
import { getMany } from './getMany';
import { getManyRuns } from './getManyRuns';
import { getRun } from './getRun';
import { getTemplate } from './getTemplate';

export const workflow: Resource = {
	value: 'workflow',
	name: 'Workflow',
	description: 'Incident workflows of Log360',
	default: 'getMany',
	operations: [cancelRun, execute, executeAndWait, getMany, getManyRuns, getRun, getTemplate],
};
