/** Credentials of a test's n8n: their values, the headers they add, and their Test button. */
import { CredentialTestContext } from 'n8n-core';
import {
	ICredentialsHelper,
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type IDataObject,
	type IHttpRequestOptions,
	type INodeCredentialTestResult,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { Log360Api } from '../../../../credentials/Log360Api.credentials';
import { Log360 } from '../../../../nodes/Log360/Log360.node';

const credentialType = new Log360Api();

class TestCredentials extends ICredentialsHelper {
	constructor(private readonly data: IDataObject) {
		super();
	}

	getParentTypes() {
		return [];
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_typeName: string,
		request: IHttpRequestOptions,
	) {
		return await credentialType.authenticate(credentials, request);
	}

	async preAuthentication() {
		return undefined;
	}

	async runPreAuthentication() {
		return undefined;
	}

	async getCredentials() {
		return {} as never;
	}

	async getDecrypted() {
		return credentialData(this.data);
	}

	async updateCredentials() {}

	async updateCredentialsOauthTokenData() {}

	getCredentialsProperties() {
		return credentialType.properties;
	}

	isCredentialUsableByNode() {
		return true;
	}
}

/** The credential as n8n decrypts it: defaults of the fields, then the given values. */
export function credentialData(data: IDataObject): ICredentialDataDecryptedObject {
	const defaults = Object.fromEntries(
		credentialType.properties.map(({ name, default: value }) => [name, value]),
	);
	return { ...defaults, ...data } as ICredentialDataDecryptedObject;
}

/** What n8n hands to everything that it executes. */
export function additionalData(credentials: IDataObject, executionId = '1') {
	const base = 'http://127.0.0.1:9/x';
	return {
		credentialsHelper: new TestCredentials(credentials),
		executionId,
		instanceBaseUrl: base,
		restApiUrl: base,
		webhookBaseUrl: base,
		webhookWaitingBaseUrl: base,
		webhookTestBaseUrl: base,
		formWaitingBaseUrl: base,
		currentNodeExecutionIndex: 0,
		variables: {},
		logAiEvent: () => undefined,
		setExecutionStatus: () => undefined,
		sendDataToUI: () => undefined,
		externalSecretsProxy: { hasProvider: () => false },
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** Presses the Test button of the credential. */
export async function testCredential(data: IDataObject): Promise<INodeCredentialTestResult> {
	const { testLog360Api } = new Log360().methods.credentialTest;
	const context = new CredentialTestContext(additionalData(data));
	const credential = { id: '1', name: 'Log360', type: 'log360Api', data: credentialData(data) };
	return await testLog360Api.call(context, credential as ICredentialsDecrypted);
}
