/** Answers errors of workflows in the form of the administrator API. */
import { isWorkflowError, type WorkflowErrorCode } from '../../../response/workflows';
import type { Middleware } from 'koa';

const STATUS: Readonly<Record<WorkflowErrorCode, number>> = {
	unknown_workflow: 404,
	unknown_ticket: 404,
	unknown_incident: 404,
	unknown_run: 404,
	invalid_parameter: 400,
	invalid_definition: 400,
	conflict: 409,
};

const SENTENCE: Partial<Record<WorkflowErrorCode, string>> = {
	unknown_workflow: 'There is no workflow ',
	unknown_ticket: 'No incident has the ticket ',
	unknown_run: 'There is no workflow run ',
};

/** Answers them as `{"error": {"code", "detail"}}`; what it does not know goes on. */
export function answerWorkflowErrors(): Middleware {
	return async (ctx, next) => {
		try {
			await next();
		} catch (error) {
			if (!isWorkflowError(error)) throw error;
			const { code, message } = error;
			ctx.status = STATUS[code];
			ctx.state['errorCode'] = code;
			ctx.body = { error: { code, detail: `${SENTENCE[code] ?? ''}${message}` } };
		}
	};
}
