/** Microsoft Entra and Azure logs: sign-ins, audit and activity as Azure Monitor writes them, and sign-ins as Graph does. */
import type { Draft } from '../formats/draft';
import type { ObjectFormat, ParseOptions } from '../formats/format';
import type { JsonObject } from '../formats/json-object';
import { collectRest, isObject, textAt, valueAt } from './json-values';
import { isNothing, setAddress, setLevel, setPort, setText } from './values';

const ENTRA =
	/SignInLogs|AuditLogs|RiskyUsers|UserRiskEvents|ProvisioningLogs|RiskyServicePrincipals/;

/** The categories of sign-ins. */
const SIGN_INS = [
	'SignInLogs',
	'NonInteractiveUserSignInLogs',
	'ServicePrincipalSignInLogs',
	'ManagedIdentitySignInLogs',
	'ADFSSignInLogs',
];

const TIME_KEYS: ReadonlySet<string> = new Set(['time', 'createdDateTime']);

/** Entra's and Azure's resource logs. */
export const AZURE: ObjectFormat = {
	name: 'azure',
	title: 'Microsoft Entra sign-in and audit logs, Azure activity and resource logs',
	logTypes: ['Microsoft Entra ID', 'Microsoft Azure'],
	fields: [
		'ACTION',
		'IENAME',
		'USERNAME',
		'REMOTEIP',
		'REMOTEPORT',
		'RESULT',
		'REASON',
		'APPLICATION',
		'MESSAGE',
		'CATEGORY',
		'SOURCE',
		'SEVERITY',
		'USERAGENT',
	],
	openFields: true,
	sources: [
		{ product: 'azure' },
		{ product: 'azure', service: 'signinlogs', only: { CATEGORY: SIGN_INS } },
		{ product: 'azure', service: 'auditlogs', only: { CATEGORY: ['AuditLogs'] } },
		{ product: 'azure', service: 'activitylogs', only: { LOGTYPE: ['Microsoft Azure'] } },
	],
	recognises: (source) =>
		(source.operationName !== undefined &&
			(source.category !== undefined || source.resourceId !== undefined)) ||
		isGraphSignIn(source),
	read(source: JsonObject, draft: Draft, options: ParseOptions): void {
		collectRest(source, draft, TIME_KEYS);
		const { fields } = draft;
		const category = textAt(source, 'category') ?? (isGraphSignIn(source) ? 'SignInLogs' : '');
		const properties = isObject(source.properties) ? source.properties : source;
		fields.LOGTYPE = ENTRA.test(category) ? 'Microsoft Entra ID' : 'Microsoft Azure';
		const operation =
			textAt(source, 'operationName') ??
			textAt(source, 'operationName', 'value') ??
			'Sign-in activity';
		// Graph's sign-ins have none.
		if (category !== '') fields.CATEGORY ??= category;
		fields.ACTION = operation;
		fields.IENAME = operation;
		setText(fields, 'USERNAME', userOf(source, properties));
		setRemote(source, properties, draft);
		setOutcome(source, properties, draft);
		setText(fields, 'APPLICATION', textAt(properties, 'appDisplayName'));
		setText(fields, 'USERAGENT', textAt(properties, 'userAgent'));
		setText(
			fields,
			'SOURCE',
			textAt(properties, 'loggedByService') ?? (category === '' ? undefined : category),
		);
		setLevel(fields, textAt(source, 'level') ?? textAt(source, 'properties', 'log', 'level'));
		fields.MESSAGE ??= [operation, fields.APPLICATION, fields.REASON]
			.filter((part) => part !== undefined)
			.join(': ');
		const time =
			source.time ?? properties.activityDateTime ?? properties.createdDateTime ?? source.timeStamp;
		draft.readTime(time, 'time', options);
	},
};

/** An entry of Graph's `auditLogs/signIns`. */
function isGraphSignIn(source: JsonObject): boolean {
	return (
		source.createdDateTime !== undefined &&
		source.appDisplayName !== undefined &&
		source.status !== undefined
	);
}

function userOf(source: JsonObject, properties: JsonObject): string | undefined {
	const candidates = [
		textAt(properties, 'userPrincipalName'),
		textAt(properties, 'initiatedBy', 'user', 'userPrincipalName'),
		textAt(properties, 'initiatedBy', 'app', 'displayName'),
		textAt(properties, 'initiatedBy', 'app', 'servicePrincipalName'),
		textAt(properties, 'servicePrincipalName'),
		textAt(
			source,
			'identity',
			'claims',
			'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn',
		),
		textAt(
			source,
			'identity',
			'claims',
			'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
		),
		typeof source.identity === 'string' ? source.identity : undefined,
	];
	return candidates.find((name) => !isNothing(name));
}

function setRemote(source: JsonObject, properties: JsonObject, draft: Draft): void {
	const addresses = [
		textAt(source, 'callerIpAddress'),
		textAt(properties, 'ipAddress'),
		textAt(properties, 'initiatedBy', 'user', 'ipAddress'),
		textAt(properties, 'clientIP') ??
			textAt(properties, 'clientIp') ??
			textAt(properties, 'clientIPAddress'),
	];
	const written = addresses.find((address) => address !== undefined && address !== '');
	// `192.0.2.1:443` of application gateways and of some sign-ins.
	const port = /^(\d{1,3}(?:\.\d{1,3}){3}):(\d{1,5})$/.exec(written ?? '');
	setAddress(draft.fields, 'REMOTEIP', port?.[1] ?? written);
	setPort(draft.fields, 'REMOTEPORT', port?.[2] ?? textAt(properties, 'clientPort'));
}

/** `resultType` is 0 or an error number for sign-ins, a word for the rest; Graph has `status.errorCode`. */
function setOutcome(source: JsonObject, properties: JsonObject, draft: Draft): void {
	const { fields } = draft;
	const type = textAt(source, 'resultType') ?? textAt(properties, 'status', 'errorCode');
	const word = textAt(properties, 'result') ?? type ?? textAt(source, 'resultSignature') ?? '';
	if (/^(?:0|succe\w*|ok|accepted)$/i.test(word)) fields.RESULT = 'success';
	else if (/^(?:\d{2,10}|fail\w*|error|denied|forbidden)$/i.test(word)) fields.RESULT = 'failure';
	const reason =
		textAt(source, 'resultDescription') ??
		textAt(properties, 'status', 'failureReason') ??
		textAt(properties, 'resultReason');
	if (fields.RESULT === 'failure') setText(fields, 'REASON', reason);
	if (valueAt(source, 'category') !== undefined) fields.CATEGORY = String(source.category);
}
