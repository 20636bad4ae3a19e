/** Why an outgoing call brought no answer. */

/** The target may not be called, or the call may never succeed as it is. */
export class TargetRefusedError extends Error {
	readonly code = 'TARGET_REFUSED';

	constructor(message: string) {
		super(message);
		this.name = 'TargetRefusedError';
	}
}

/** No answer came: the name is unknown, the connection failed or broke, or it took too long. */
export class NoAnswerError extends Error {
	readonly code = 'NO_ANSWER';

	constructor(message: string) {
		super(message);
		this.name = 'NoAnswerError';
	}
}
