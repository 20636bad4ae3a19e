/** An incident as JSON: the same keys as the V2 API's answer. */
import type { Incident } from '../incident';
import { presentIncident } from '../present';

/** Streams the document, one entry of a list at a time. */
export async function* jsonReport(incident: Incident, now: number): AsyncGenerator<string> {
	const { notes, evidence, activity, ...summary } = presentIncident(incident);
	const head = JSON.stringify({ exported_time: new Date(now).toISOString(), ...summary });
	yield head.slice(0, -1);
	for (const [key, entries] of Object.entries({ notes, evidence, activity })) {
		yield `,\n${JSON.stringify(key)}:[`;
		for (const [index, entry] of entries.entries()) {
			yield `${index === 0 ? '' : ','}\n${JSON.stringify(entry)}`;
		}
		yield ']';
	}
	yield '}\n';
}
