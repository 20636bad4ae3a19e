/** The API reference: one page made from the OpenAPI document, that loads nothing from elsewhere. */
import type { ApiDocument } from './document';
import { html, type Html } from './html';
import { prose } from './prose';
import { operationSection } from './operation-section';

/** Where the page and its parts are. */
export const DOCS_PATHS = {
	page: '/docs',
	style: '/docs/style.css',
	script: '/docs/filter.js',
} as const;

/** The whole page as text. */
export function docsPage(document: ApiDocument): string {
	const { title, version, description = '' } = document.info;
	const groups = groupedSections(document);
	const page = html`<html lang="en">
		<head>
			<meta charset="utf-8" />
			<meta name="viewport" content="width=device-width, initial-scale=1" />
			<title>${title}: API reference</title>
			<link rel="stylesheet" href="${DOCS_PATHS.style}" />
			<script src="${DOCS_PATHS.script}" defer></script>
		</head>
		<body>
			<header>
				<h1>${title} <small>${version}</small></h1>
				${prose(description)}
				<p>
					As a document for tools: <a href="/openapi.json">/openapi.json</a>. Send the token as
					<code>Authorization: Bearer &lt;AuthToken&gt;</code>.
				</p>
				<label
					>Find
					<input id="filter" type="search" placeholder="path, name or scope" autocomplete="off"
				/></label>
				<p id="count" role="status"></p>
			</header>
			<main>
				${groups.map(
					([name, sections]) =>
						html`<section class="group">
							<h2>${name}</h2>
							${sections}
						</section> `,
				)}
			</main>
		</body>
	</html> `;
	return `<!doctype html>\n${page.text}`;
}

/** Sections under "generation: resource", in the document's order. */
function groupedSections(document: ApiDocument): [string, Html[]][] {
	const groups = new Map<string, Html[]>();
	for (const [path, methods] of Object.entries(document.paths)) {
		for (const [method, operation] of Object.entries(methods)) {
			const name = `${generationOf(path)}: ${operation.tags?.[0] ?? 'Other'}`;
			const sections = groups.get(name) ?? [];
			sections.push(operationSection(method, path, operation, document));
			groups.set(name, sections);
		}
	}
	const order = ['V2', 'V1', 'Extension'];
	const rank = (name: string) => order.indexOf(name.split(':', 1)[0] as string);
	return [...groups].sort(([one], [other]) => rank(one) - rank(other));
}

function generationOf(path: string): string {
	if (path.startsWith('/api/v2/')) return 'V2';
	return path.startsWith('/RestAPI/v1/') ? 'V1' : 'Extension';
}
