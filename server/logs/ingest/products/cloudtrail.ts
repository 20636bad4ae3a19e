/** AWS CloudTrail events, one record of `Records` each. */
import type { Draft } from '../formats/draft';
import type { ObjectFormat, ParseOptions } from '../formats/format';
import type { JsonObject } from '../formats/json-object';
import { collectRest, textAt } from './json-values';
import { isNothing, setAddress, setText } from './values';

const TIME_KEYS: ReadonlySet<string> = new Set(['eventTime']);

/** CloudTrail's management, data, sign-in and insight events. */
export const CLOUDTRAIL: ObjectFormat = {
	name: 'cloudtrail',
	title: 'AWS CloudTrail events',
	logTypes: ['AWS CloudTrail'],
	fields: [
		'ACTION',
		'IENAME',
		'SOURCE',
		'USERNAME',
		'REMOTEIP',
		'REMOTEHOST',
		'USERAGENT',
		'RESULT',
		'REASON',
		'ACCOUNTID',
		'MESSAGE',
		'EVENTID',
	],
	openFields: true,
	sources: [{ product: 'aws', service: 'cloudtrail' }],
	recognises: (source) =>
		(source.eventVersion !== undefined &&
			source.eventSource !== undefined &&
			source.eventName !== undefined) ||
		source.insightDetails !== undefined ||
		source.digestS3Object !== undefined,
	read(source: JsonObject, draft: Draft, options: ParseOptions): void {
		collectRest(source, draft, TIME_KEYS);
		const { fields } = draft;
		const name =
			textAt(source, 'eventName') ??
			textAt(source, 'insightDetails', 'eventName') ??
			'CloudTrail digest';
		fields.LOGTYPE = 'AWS CloudTrail';
		fields.ACTION = name;
		fields.IENAME = name;
		setText(
			fields,
			'SOURCE',
			textAt(source, 'eventSource') ?? textAt(source, 'insightDetails', 'eventSource'),
		);
		setText(fields, 'USERNAME', userOf(source));
		setAddress(fields, 'REMOTEIP', textAt(source, 'sourceIPAddress'), 'REMOTEHOST');
		setText(
			fields,
			'ACCOUNTID',
			textAt(source, 'recipientAccountId') ?? textAt(source, 'awsAccountId'),
		);
		const login = textAt(source, 'responseElements', 'ConsoleLogin');
		const failed =
			source.errorCode !== undefined || source.errorMessage !== undefined || login === 'Failure';
		fields.RESULT = failed ? 'failure' : 'success';
		setText(fields, 'REASON', textAt(source, 'errorMessage') ?? textAt(source, 'errorCode'));
		fields.MESSAGE ??= [fields.SOURCE, name, fields.REASON]
			.filter((part) => part !== undefined)
			.join(' ');
		draft.readTime(source.eventTime ?? source.digestEndTime, 'eventTime', options);
	},
};

/** Who acted: the user, the role behind a session, the session's own name, or the account's root. */
function userOf(source: JsonObject): string | undefined {
	const named =
		textAt(source, 'userIdentity', 'userName') ??
		textAt(source, 'userIdentity', 'sessionContext', 'sessionIssuer', 'userName');
	if (!isNothing(named)) return named;
	const type = textAt(source, 'userIdentity', 'type');
	if (type === 'Root') return 'root';
	const arn = textAt(source, 'userIdentity', 'arn') ?? '';
	const session = arn.includes('/') ? arn.slice(arn.lastIndexOf('/') + 1) : undefined;
	return (
		session ??
		textAt(source, 'userIdentity', 'invokedBy') ??
		textAt(source, 'userIdentity', 'principalId')
	);
}
