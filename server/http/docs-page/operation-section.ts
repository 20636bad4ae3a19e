/** Shows one operation: call, scope, parameters, body, answers. */
import type { ApiDocument, DocumentedOperation, Media } from './document';
import { html, type Html } from './html';
import { prose } from './prose';
import { row, schemaTable } from './schema-table';

/** The section of an operation; it can be linked to by the operation's id. */
export function operationSection(
	method: string,
	path: string,
	operation: DocumentedOperation,
	document: ApiDocument,
): Html {
	const { operationId: id, summary = id, description = '' } = operation;
	const { parameters = [], requestBody, responses } = operation;
	const bodies = Object.entries(requestBody?.content ?? {});
	const answers = Object.entries(responses['200']?.content ?? {});
	const evidence = operation['x-evidence'] ?? 'assumed';
	return html`<details
		class="operation"
		id="${id}"
		data-find="${searchText(method, path, operation)}"
	>
		<summary>
			<span class="method ${method}">${method.toUpperCase()}</span>
			<code>${path}</code>
			<span class="title">${summary}</span>
			<span class="evidence ${evidence}">${evidence}</span>
		</summary>
		${prose(description)}
		${parameters.length > 0 &&
		html`<h4>Parameters</h4>
			<table>
				<thead>
					<tr>
						<th>name</th>
						<th>type</th>
						<th>meaning</th>
					</tr>
				</thead>
				<tbody>
					${parameters.map((parameter) =>
						row(
							`${parameter.name} (${parameter.in})`,
							parameter.schema ?? {},
							parameter.required === true,
							parameter.description,
						),
					)}
				</tbody>
			</table>`}
		${bodies.map(([type, media]) => mediaBlock('Body', type, media, document))}
		${answers.map(([type, media]) => mediaBlock('Answer 200', type, media, document))}
		${errorTable(responses)}
	</details>`;
}

function mediaBlock(title: string, type: string, media: Media, document: ApiDocument): Html {
	return html`<h4>${title} <small>${type}</small></h4>
		${media.schema === undefined ? undefined : schemaTable(media.schema, document)}
		${media.example !== undefined && html`<pre>${JSON.stringify(media.example, null, 2)}</pre>`}`;
}

function errorTable(responses: DocumentedOperation['responses']): Html | undefined {
	const errors = Object.entries(responses).filter(([status]) => status !== '200');
	if (errors.length === 0) return undefined;
	return html`<h4>Errors</h4>
		<table>
			<thead>
				<tr>
					<th>status</th>
					<th>codes</th>
				</tr>
			</thead>
			<tbody>
				${errors.map(
					([status, { description = '' }]) =>
						html`<tr>
							<td>${status}</td>
							<td>${description}</td>
						</tr>`,
				)}
			</tbody>
		</table>`;
}

function searchText(method: string, path: string, operation: DocumentedOperation): string {
	const { operationId, summary = '', tags = [] } = operation;
	const scope = operation['x-scope'] ?? '';
	return [method, path, operationId, summary, ...tags, scope].join(' ').toLowerCase();
}
