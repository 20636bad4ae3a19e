/** Send mail: recorded in an outbox that the console shows, not sent. */
import { z } from 'zod';
import { blockType } from './block-type';
import { line, text } from './fields';

const EXPECTED = 'expected one or more mail addresses, separated by commas';

const addresses = z
	.string({ error: EXPECTED })
	.max(2_000, { error: EXPECTED })
	.transform((list) => list.split(',').map((address) => address.trim()))
	.refine((list) => list.every((address) => /^[^\s@,<>"]+@[^\s@,<>"]+$/.test(address)), {
		error: EXPECTED,
	});

export const sendMail = blockType({
	type: 'send_mail',
	title: 'Send mail',
	category: 'notification',
	description: 'Puts a mail into the outbox. It is recorded, not sent.',
	simulated: true,
	parameters: z.strictObject({
		to: addresses,
		subject: line('a subject', 300),
		body: text('a body', 100_000).default(''),
	}),
	run: async (mail, environment) => {
		await environment.mail(mail);
		return {
			status: 'success',
			output: { recorded: true, note: 'Simulated: the mail is in the outbox and was not sent.' },
		};
	},
});
