/** The memory of deliveries: each once, and no more than it may hold. */
import type { IWebhookFunctions } from 'n8n-workflow';

import { isRepeated } from '../../../nodes/Log360WebhookTrigger/deliveries';

const contextOf = (workflow: string) =>
	({
		getWorkflow: () => ({ id: workflow }),
		getNode: () => ({ id: 'n' }),
		getWorkflowStaticData: () => ({}),
	}) as unknown as IWebhookFunctions;

it('knows a delivery of the same workflow again, and of no other', () => {
	expect(isRepeated(contextOf('a'), 'msg_1')).toBe(false);
	expect(isRepeated(contextOf('a'), 'msg_1')).toBe(true);
	expect(isRepeated(contextOf('b'), 'msg_1')).toBe(false);
});

it('lets go of the oldest where there are more than 100,000', () => {
	const context = contextOf('many');
	expect(isRepeated(context, 'first')).toBe(false);
	for (let index = 0; index < 99_000; index += 1) isRepeated(context, `m${index}`);
	expect(isRepeated(context, 'first')).toBe(true);
	for (let index = 99_000; index < 101_000; index += 1) isRepeated(context, `m${index}`);
	expect(isRepeated(context, 'm100999')).toBe(true);
	expect(isRepeated(context, 'm50000')).toBe(true);
	expect(isRepeated(context, 'first')).toBe(false);
});
