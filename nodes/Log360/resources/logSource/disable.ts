/** Log Source > Disable. */
import { disableDevices, MAX_DEVICES } from '../../dialects/v1/devices';
import { payload } from '../../dialects/read';
import type { ItemRun, Operation } from '../../operation';
import { dryRunOption } from '../../parameters/dryRun';
import { optionsCollection } from '../../parameters/options';
import { isObject } from '../../transport/failure';
import { namesField, namesOf } from './names';

/** One call takes ten names (documented), so more go out in several. */
async function execute(run: ItemRun) {
	const { client } = run;
	client.need('v1', 'disable log sources');
	const names = namesOf(run, 'disable', Infinity);
	const results = [];
	for (let start = 0; start < names.length; start += MAX_DEVICES) {
		const part = names.slice(start, start + MAX_DEVICES);
		const answer = payload(await client.send(disableDevices(part)));
		const message = isObject(answer) ? answer.message : undefined;
		for (const name of part)
			results.push({ name, disabled: true, ...(message ? { message } : {}) });
	}
	return results;
}

export const disable: Operation = {
	value: 'disable',
	name: 'Disable',
	action: 'Disable log sources',
	description:
		'Stop collecting the logs of log sources. Needs API V1; with a V2 credential, its V1 Token. API V2 can do the same with Update.',
	properties: [namesField('disable'), optionsCollection(dryRunOption)],
	execute,
};
