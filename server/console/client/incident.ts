/** An incident as the API answers it. */
import type { Summary } from './pages/incidents.js';

/** An incident, whole. */
export interface Incident extends Summary {
	readonly notes: readonly {
		readonly note: string;
		readonly author: string;
		readonly created_time: string;
	}[];
	readonly evidence: readonly {
		readonly source: string;
		readonly description: string;
		readonly data: unknown;
		readonly added_by: string;
		readonly created_time: string;
	}[];
	readonly activity: readonly {
		readonly time: string;
		readonly actor: string;
		readonly action: string;
		readonly detail: string;
	}[];
}
