/** Hints beside the node in the editor, shown before or after it has run. */
import type { NodeHint } from 'n8n-workflow';

const LONG =
	'["last7Days", "last30Days", "last90Days", "custom"].includes($parameter["timeRange"])';

export const hints: NodeHint[] = [
	{
		message:
			'Return All over a long time range can bring more logs than n8n holds in memory. <b>Search and Wait</b> with Output set to File writes them to a file instead.',
		type: 'info',
		location: 'outputPane',
		whenToDisplay: 'beforeExecution',
		displayCondition: `={{ $parameter["resource"] === "log" && $parameter["operation"] === "search" && $parameter["returnAll"] === true && ${LONG} }}`,
	},
	{
		message:
			'Callback works with log360-server only. Log360 itself never calls back, so the execution would sleep until Max Wait is over.',
		type: 'warning',
		location: 'inputPane',
		whenToDisplay: 'beforeExecution',
		displayCondition: '={{ $parameter["waitBy"] === "callback" }}',
	},
];
