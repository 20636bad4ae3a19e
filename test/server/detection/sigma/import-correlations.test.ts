/** Import of Sigma correlations: thresholds, values, order, and what cannot be taken. */
import { importSigma } from '../../../../server/detection/sigma/import';

const CORRELATED = `
title: failed
name: failed
logsource: {product: windows, service: security}
detection: {s: {EventID: 4625}, condition: s}
---
title: succeeded
name: succeeded
logsource: {product: windows, service: security}
detection: {s: {EventID: 4624}, condition: s}
---
`;

it('makes thresholds and correlations of Sigma correlations', () => {
	const results = importSigma(`${CORRELATED}
title: many
correlation: {type: event_count, rules: [failed], group-by: [TargetUserName], timespan: 1h, condition: {gt: 9}}
---
title: then
correlation: {type: temporal_ordered, rules: [failed, succeeded], group-by: [TargetUserName], timespan: 5m}
`);
	expect(results.map(({ title }) => title)).toEqual(['many', 'then']);
	expect(results[0]!.profile!.rule).toMatchObject({
		steps: [{ count: 10 }],
		within: 3_600_000,
		by: ['TARGETUSERNAME'],
	});
	expect(results[1]!.profile!.rule.steps).toHaveLength(2);
});

it('counts different values, adds numbers, and takes rules in any order', () => {
	const results = importSigma(`${CORRELATED}
title: values
correlation: {type: value_count, rules: [failed], group-by: [IpAddress], timespan: 1h, condition: {gte: 5, field: TargetUserName}}
---
title: sum
correlation: {type: value_sum, rules: [failed], group-by: [IpAddress], timespan: 1h, condition: {gt: 5, field: Length}}
---
title: both
correlation:
  type: temporal
  rules: [failed, succeeded]
  group-by: [who]
  timespan: 1h
  aliases: {who: {failed: TargetUserName, succeeded: SubjectUserName}}
---
title: guessed
correlation: {type: temporal_ordered, rules: [many, succeeded], group-by: [TargetUserName], timespan: 1h}
---
title: many
name: many
correlation: {type: event_count, rules: [failed], group-by: [TargetUserName], timespan: 1h, condition: {gte: 9}}
---
title: old
logsource: {product: windows, service: security}
detection: {s: {EventID: 4625}, timeframe: 1h, condition: s | count(TargetUserName) by IpAddress > 4}
`);
	const rules = new Map(results.map(({ title, profile }) => [title, profile?.rule]));
	expect([...rules.keys()]).toEqual(['values', 'sum', 'both', 'guessed', 'old']);
	const measure = { kind: 'distinct', field: 'TARGETUSERNAME', least: 5 };
	expect(rules.get('values')).toMatchObject({ measure, by: ['IPADDRESS'], within: 3_600_000 });
	expect(rules.get('old')).toMatchObject({ measure, by: ['IPADDRESS'], within: 3_600_000 });
	expect(rules.get('sum')).toMatchObject({ measure: { kind: 'sum', field: 'LENGTH', least: 6 } });
	expect(rules.get('both')).toMatchObject({
		ordered: false,
		by: ['TARGETUSERNAME'],
		steps: [{ count: 1 }, { count: 1, by: ['SUBJECTUSERNAME'] }],
	});
	expect(rules.get('guessed')).toMatchObject({ steps: [{ count: 9 }, { count: 1 }] });
});

it('keeps the rules of a correlation when it says so', () => {
	const results = importSigma(`${CORRELATED}
title: then
correlation: {type: temporal_ordered, rules: [failed, succeeded], timespan: 5m, generate: true}
`);
	expect(results.map(({ title }) => title)).toEqual(['failed', 'succeeded', 'then']);
});

it.each([
	[
		'correlation: {type: value_avg, rules: [failed], timespan: 1h, condition: {gte: 2, field: a}}',
		'correlation type value_avg is not supported, only event_count, value_count, value_sum, temporal and temporal_ordered',
	],
	[
		'correlation: {type: event_count, rules: [failed], timespan: 1h, condition: {lt: 2}}',
		'correlation condition {"lt":2} is not supported, only gte or gt with a whole number: another event could take an alert back',
	],
	[
		'correlation: {type: temporal_ordered, rules: [failed, nobody], timespan: 1h}',
		'there is no rule "nobody" in what is imported',
	],
	['correlation: {type: temporal_ordered, timespan: 1h}', 'the correlation names no rules'],
])('refuses the correlation %j', (correlation, problem) => {
	const results = importSigma(`${CORRELATED}title: c\n${correlation}\n`);
	expect(results.find(({ title }) => title === 'c')!.problems).toContain(problem);
});
