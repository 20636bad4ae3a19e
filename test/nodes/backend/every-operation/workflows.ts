/** Workflows, which only V1 has. */
import { id } from '../../support/node';
import type { Rows } from './row';

/** Stop Service, with its mandatory arguments; every simulated Windows computer has a Spooler. */
const STOP_SERVICE = {
	workflow: id(3),
	specifyArguments: 'json',
	arguments: '{"device": "WS01", "service": "Spooler"}',
};

const TEXT = expect.any(String) as string;
const EXECUTION = TEXT;

export const workflows: Rows = {
	'workflow.getMany': {
		v1: ['v1.workflows.list'],
		purpose: 'list workflows',
		prepare: () => ({
			parameters: { returnAll: true },
			output: expect.arrayContaining([
				expect.objectContaining({ id: '3', name: 'Stop Service', enabled: true }),
			]),
		}),
	},
	'workflow.getTemplate': {
		v1: ['v1.workflows.template'],
		purpose: 'get workflow templates',
		prepare: () => ({
			parameters: { workflow: id(3) },
			output: [expect.objectContaining({ id: '3', name: 'Stop Service', enabled: true })],
		}),
	},
	'workflow.getRun': {
		v1: ['v1.workflows.execution'],
		purpose: 'get workflow runs',
		async prepare(server) {
			const started = await server.call('POST', '/RestAPI/v1/workflow/execute', {
				template_id: 3,
				arguments: { device: 'WS01', service: 'Spooler' },
			});
			const executionId = String(started.execution_id);
			return {
				parameters: { executionId },
				output: [expect.objectContaining({ executionId, workflowId: '3', state: TEXT })],
			};
		},
	},
	'workflow.execute': {
		v1: ['v1.workflows.execute'],
		purpose: 'execute workflows',
		prepare: () => ({
			parameters: STOP_SERVICE,
			output: [{ workflowId: '3', executionId: EXECUTION, message: 'Workflow execution started' }],
		}),
	},
	'workflow.executeAndWait': {
		v1: ['v1.workflows.execute', 'v1.workflows.execution'],
		purpose: 'execute workflows',
		prepare: () => ({
			parameters: STOP_SERVICE,
			output: [expect.objectContaining({ workflowId: '3', state: 'success' })],
		}),
	},
};
