/** A server in step with others: their changes are heard of, what they left is looked for, and failures are told. */
import { openOthers } from '../../../server/compose/cluster';
import { systemClock } from '../../../server/platform';
import {
	ACCESS_LAYOUT,
	LOG_TYPE_LAYOUT,
	PostgresLogTypes,
	PostgresSources,
	SOURCE_LAYOUT,
} from '../../../server/storage/postgres';
import { until } from '../../support/until';
import { cutConnections, describePostgres, newSchema, openPostgres } from '../postgres/fixture';

const LAYOUTS = [ACCESS_LAYOUT, SOURCE_LAYOUT, LOG_TYPE_LAYOUT];
const RULE = { name: 'card', logType: 'Door', pattern: 'card=(?<CARD>\\d+)', enabled: true };

describePostgres('a server among others', () => {
	async function follow(sweep: () => Promise<unknown> = async () => 0) {
		const schema = newSchema();
		const [own, other] = [await openPostgres(LAYOUTS, schema), await openPostgres(LAYOUTS, schema)];
		const heard = { parserRules: 0, sources: 0 };
		const troubles: string[] = [];
		const others = openOthers({ database: own, clock: systemClock, sweep });
		const follower = await others.follow({
			parserRules: async () => heard.parserRules++,
			sources: async () => heard.sources++,
			left: async () => undefined,
			trouble: (doing, error) => troubles.push(`${doing}: ${error.message}`),
		});
		const close = async () => {
			await follower.close();
			await others.close();
		};
		return { heard, troubles, other, close, rules: new PostgresLogTypes(other, async () => []) };
	}

	test('hears of changed parser rules and zones, and of nothing else', async () => {
		const { heard, rules, other, close } = await follow();
		const sources = new PostgresSources(other);
		const [source] = await sources.addSources([
			{ name: 'dc01', logType: 'Windows', domain: 'CORP', agentId: null },
		]);
		const { id } = source as { id: number };
		await sources.updateSources([{ id, displayName: 'DC' }]);
		await rules.createParserRule(RULE);
		await until(async () => (heard.parserRules > 0 ? true : undefined));
		expect(heard).toEqual({ parserRules: 1, sources: 0 });
		await sources.updateSources([{ id, timeZone: 'UTC' }]);
		await until(async () => (heard.sources > 0 ? true : undefined));
		expect(heard).toEqual({ parserRules: 1, sources: 1 });
		await close();
	});

	test('looks at all again when news may have been lost', async () => {
		const { heard, close } = await follow();
		await cutConnections();
		await until(async () => (heard.parserRules > 0 && heard.sources > 0 ? true : undefined));
		await close();
	});

	test('ends what others left when it starts, and tells when that fails', async () => {
		let sweeps = 0;
		const { troubles, close } = await follow(async () => {
			sweeps++;
			throw new Error('OpenSearch is away');
		});
		await until(async () => (troubles.length > 0 ? true : undefined));
		expect(troubles).toEqual(['end batches that other servers left: OpenSearch is away']);
		expect(sweeps).toBe(1);
		await close();
	});
});
