/** What a case of an operation is: its parameters, and the requests it makes then; and what cases have in common. */
import type { INodeParameters } from 'n8n-workflow';

import { FROM, TO } from './times';

/** Which credential can do it: V2, V1, or V2 with a V1 token (`both`). */
export type Kind = 'v1' | 'v2' | 'both';

/** Method, path, then query or body; what is not named was not sent. */
export type Request = readonly [
	method: string,
	path: string,
	sent?: { readonly query?: object; readonly body?: unknown },
];

export interface Case {
	/** `resource/operation` */
	readonly name: string;
	/** Without resource and operation. */
	readonly parameters: INodeParameters;
	readonly requests: Partial<Record<Kind, readonly Request[]>>;
	/** Whether what comes out are records whose fields only the server knows. */
	readonly open?: boolean;
}

/** A choice by id, as the node stores it. */
export const located = (value: string) => ({ __rl: true, mode: 'id', value });
/** The first hundred of a list. */
export const WINDOW = { from: '1', limit: '100' };
/** The day of `times.ts` as V2 is asked for it. */
export const ISO = { start_time: '2026-11-01T00:00:00Z', end_time: '2026-11-02T00:00:00Z' };
/** The same as V1 is asked for it. */
export const MS = { from: FROM, to: TO };
/** Id of a job. */
export const JOB = 'AYVTeCb0wPH5eWuO5jkC';
/** Requests that only V2 makes. */
export const v2 = (...requests: Request[]) => ({ v2: requests });
/** The same for a V1 credential and for the V1 token of a V2 one. */
export const v1 = (...requests: Request[]) => ({ v1: requests, both: requests });
