/** Nothing dangerous by accident: Read Only and Dry Run hold for every operation. */
import { bench } from '../../../support/cases';
import { items } from '../../../support/n8n';
import { resources } from '../../../../../nodes/Log360/resources';
import { parametersOf, RUNS } from './cases';
import { contractAnswers } from './contract';
import { sent } from './sent';

const b = bench();

/** Calls that only read although they are no GET. */
const READS =
	/\/(search|alerts)(\/async|\/count|\/check|\/aggregate)?$|alert_profiles$|incident(\/\d+)?\/export$|report\/(profiles|data|aggregate)/;
const isChange = ([method, path]: readonly [string, string, ...unknown[]]) =>
	method !== 'GET' && !(method === 'POST' && READS.test(path));
const changes = (entry: (typeof RUNS)[number]) =>
	(entry.requests[entry.kind] ?? []).filter((request) => isChange(request));
/** Deleting its own job afterwards is no more than tidying up. */
const isTidying = (name: string) => name.endsWith('AndWait') && !name.startsWith('workflow');

const offersDryRun = (name: string) => {
	const [resource, operation] = name.split('/');
	const properties = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation)?.properties;
	const options = properties?.find(({ name: own }) => own === 'options')?.options ?? [];
	return options.some((option) => option.name === 'dryRun');
};

describe.each(RUNS)('$name with a credential for $kind', (entry) => {
	const changing = changes(entry).length > 0 && !isTidying(entry.name);

	it('sends nothing but reads where the credential is read only', async () => {
		b.answer(contractAnswers);
		const credentials = { ...b[entry.kind](), readOnly: true };
		const outcome = await items(b.trial(credentials, parametersOf(entry))).catch(
			(error: Error) => error,
		);
		for (const { method, path } of b.seen) expect(isChange([method, path])).toBe(false);
		if (!changing) {
			expect(outcome).not.toBeInstanceOf(Error);
			return;
		}
		expect((outcome as Error).message).toMatch(/: the credential is read only$/);
	});

	it('offers a dry run where it changes something, and nowhere else', () => {
		const sendsAnything = entry.name === 'apiRequest/send';
		expect(offersDryRun(entry.name)).toBe(changing || sendsAnything);
	});

	if (!changing) return;
	it('tells what a dry run would send, and sends none of it', async () => {
		b.answer(contractAnswers);
		const parameters = parametersOf(entry, { options: { dryRun: true } });
		const found = await items(b.trial(b[entry.kind](), parameters));
		const [first] = changes(entry);
		expect(found[0].json).toMatchObject({
			dryRun: true,
			wouldDo: expect.any(String) as string,
			method: first[0],
			path: first[1],
		});
		expect(found[0].pairedItem).toEqual({ item: 0 });
		for (const { method, path } of b.seen) expect(isChange([method, path])).toBe(false);
	});
});

it('a dry run shows each call, as for log sources that take several', async () => {
	const names = Array.from({ length: 12 }, (_, index) => `h${index}`);
	b.answer(contractAnswers);
	const found = await b.run(b.v1(), {
		resource: 'logSource',
		operation: 'disable',
		names,
		options: { dryRun: true },
	});
	expect(found).toMatchObject([
		{ wouldDo: 'disable log sources', body: { device_name: names.slice(0, 10).join(',') } },
		{ wouldDo: 'disable log sources', body: { device_name: 'h10,h11' } },
	]);
	expect(b.seen.map(sent)).toEqual([]);
});

it('what is wrong with the parameters is an error in a dry run, too', async () => {
	const error = await b.fail(b.v2(), {
		resource: 'incident',
		operation: 'create',
		name: '={{ $json.typo }}',
		options: { dryRun: true },
	});
	expect(error.message).toContain('Name is empty');
});
