/** Operations that only log360-server has: whatever Log360 itself answers to them, the error says what they need. */
import { bench, reply } from '../../../support/cases';
import { resources } from '../../../../../nodes/Log360/resources';
import { EXTENSION } from '../../../../../nodes/Log360/resources/shared/extension';
import { CASES, parametersOf } from './cases';
import { contractAnswers } from './contract';

const b = bench();

/** Operations whose description says that they are an extension. */
const MARKED = resources.flatMap((resource) =>
	resource.operations
		.filter(({ description }) => description.includes(EXTENSION))
		.map(({ value }) => `${resource.value}/${value}`),
);

/** Operations whose calls the contract of the backend marks as its own. */
const OWN = CASES.filter(({ requests }) => {
	const calls = Object.values(requests).flat();
	return calls.some(([, path]) =>
		/\/(upsert|bulk|notes|evidence|activity|check|count|aggregate|token|by-name|status|history|export)$|^\/ingest$|^\/api\/v2\/(incident\/\d+\/alerts|alerts\/\d+|report\/aggregate\/|workflow\/)/.test(
			path,
		),
	);
})
	.filter(({ requests }) => requests.v2 !== undefined)
	.map(({ name }) => name);

it('are marked in the descriptions, all of them and no others', () => {
	expect([...MARKED].sort()).toEqual([...OWN].sort());
});

/** What servers say to an address that they do not have. */
const ANSWERS = [
	['404 without words', { status: 404 }],
	['404 that names the address', v2Words(404, 'The URL /api/v2/x does not exist')],
	['a method that it does not have', v2Words(405, 'GET')],
	['501', { status: 501, body: {} }],
	['a page', { status: 200, body: '<html><form>Sign in</form></html>' }],
	['a page of its own for 404', { status: 404, body: '<html>Not here</html>' }],
] as const;

function v2Words(status: number, detail: string) {
	return { status, body: { error: { code: '10000404', title: 'Not Found', detail } } };
}

describe.each(MARKED)('%s', (name) => {
	const entry = CASES.find((candidate) => candidate.name === name) as (typeof CASES)[number];

	it.each(ANSWERS)(
		'says that it needs log360-server, after one call: %s',
		async (_name, answer) => {
			const error = await b.fail(b.v2(), parametersOf(entry), reply(answer));
			expect(error.message).toMatch(/^Could not .+: this needs log360-server$/);
			expect(error.description).toMatch(
				/^Log360 has no such call \([A-Z]+ (\/api\/v2\/.+|\/ingest)\); it is an extension of log360-server\./,
			);
			expect(error.context).toMatchObject({ cause: 'notFound', itemIndex: 0 });
			expect(b.seen).toHaveLength(1);
		},
	);

	it('keeps the words of a server that has the call, about the record', async () => {
		b.answer((seen, count) =>
			count === 1 ? v2Words(404, 'No such record: 7') : contractAnswers(seen, count),
		);
		const error = await b.fail(b.v2(), parametersOf(entry));
		expect(error.message).toMatch(/^Could not .+: no such record: 7$/);
	});
});
