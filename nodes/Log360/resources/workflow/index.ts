/** The resource Workflow. */
import type { Resource } from '../../operation';
import { execute } from './execute';
import { executeAndWait } from './executeAndWait';
import { getRun } from './getRun';
import { getMany } from './getMany';
import { getTemplate } from './getTemplate';

export const workflow: Resource = {
	value: 'workflow',
	name: 'Workflow',
	description: 'Incident workflows of Log360',
	default: 'getMany',
	operations: [execute, executeAndWait, getMany, getRun, getTemplate],
};
