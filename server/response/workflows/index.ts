/** Workflows: templates of blocks, and their runs; what others may use of it. */

/** Checks the arguments of an execution against what the workflow takes. */
export { needsDevice } from './arguments';

/** Which alert profiles start which workflows, and with what arguments. */
export { workflowConsumer } from './automation';

/** The shape of a block type: its parameters, and what it does. */
export type { Mail } from './blocks/block-type';

/** Every block type by its name. */
export { BLOCK_TYPES, blockTypeOf } from './blocks';

/** What a workflow is: arguments, and blocks that name what follows them. */
export { type Block, type Definition, definitionSchema, type Json } from './definition';

/** Definitions as stores hold them: as JSON, and encrypted when one has secrets. */
export { DefinitionText } from './definition-text';

/** The error of everything workflows refuse; its code survives the way out of a worker thread. */
export { isWorkflowError, type WorkflowErrorCode } from './errors';

/** The graph that a definition's blocks make. */
export { followers } from './graph';

/** What workflows read of an incident: its variables, and the device that it is about. */
export { alertIncidents, incidentsById } from './incident-facts';

/** Looks tickets up among the incidents. */
export { incidentTickets } from './incident-tickets';

/** Opens the workflows of a data folder. */
export { openWorkflows } from './open';

/** Outgoing HTTP of workflows, by the server's one sender: it checks the address and follows no redirect. */
export { directHttp } from './outgoing-direct';

/** Fills in and checks the parameters of a block at the moment it runs. */
export { masked } from './parameters';

/** Turns rows of a store into templates, runs and steps. */
export { templateColumns, toRun, toStep, toTemplate } from './rows';

/** What holds for templates, runs and steps, whichever engine keeps them. */
export {
	customTemplate,
	knownRun,
	knownTemplate,
	modifiedAt,
	refuseTakenName,
	requireAt,
} from './rules';

/** A run of a workflow, and the steps of its log. */
export {
	isOpen,
	type NewRun,
	type RunEnd,
	type RunState,
	type Step,
	type StepState,
	type WorkflowRun,
} from './run';

/** Keeps the secrets of a definition that comes back from an editor, which was shown masks. */
export { keepSecrets } from './secrets';

/** Where workflows, their runs and the simulated devices are kept: the methods, and how they are called from other threads. */
export {
	type Automation,
	type CreatedRun,
	type FinishedStep,
	forwardingStore,
	type OutboxMail,
	type RunFilter,
	type StartedStep,
	type StepRef,
	type StoreMethods,
	type WaitingStep,
	type WorkflowStore,
} from './store';

/** A workflow template as it is kept. */
export { FIRST_CUSTOM_ID, type Template, type TemplateContent } from './template';

/** Judges a definition: its shape, its graph, its blocks' parameters and the variables they read. */
export { validateDefinition } from './validate';

/** The workflows of the server: what the API, the console and alert profiles call. */
export { WORKFLOW_KIND, Workflows } from './workflows';
