/** A dry run: reads go out, and what would change something is noted instead of sent. */
import type { IDataObject } from 'n8n-workflow';

import type { Call } from './call';

export interface Rehearsal {
	/** Takes a call, and answers as a server that says nothing. */
	note(call: Call): { body: unknown; headers: IDataObject; bytes?: undefined };
	/** What would have been done, one record for each call. */
	records(): IDataObject[];
}

export function rehearsal(): Rehearsal {
	const noted: Call[] = [];
	return {
		note(call) {
			noted.push(call);
			return { body: {}, headers: {} };
		},
		records: () =>
			noted.map(({ purpose, method, path, query, body, text }) => ({
				dryRun: true,
				wouldDo: purpose,
				method,
				path,
				...(query === undefined ? {} : { query }),
				...(body === undefined ? {} : { body }),
				...(text === undefined ? {} : { body: text }),
			})),
	};
}
