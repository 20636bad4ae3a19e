/** Lint rules of the backend: strict typed TypeScript, and no time but the injected clock's. */
import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import noObjectTable from '../scripts/no-object-table.mjs';

export default tseslint.config(
	{ ignores: ['dist/**', 'node_modules/**', 'bin/**', 'eslint.config.mjs'] },
	js.configs.recommended,
	...tseslint.configs.recommendedTypeChecked,
	{
		languageOptions: {
			parserOptions: {
				project: ['./tsconfig.json', './console/client/tsconfig.json'],
				tsconfigRootDir: import.meta.dirname,
			},
		},
		plugins: { log360: { rules: { 'no-object-table': noObjectTable } } },
		rules: {
			'log360/no-object-table': 'error',
			'max-lines': ['error', 400],
			'no-restricted-properties': [
				'error',
				{ object: 'Date', property: 'now', message: 'Take the time from the injected Clock.' },
			],
			'no-restricted-syntax': [
				'error',
				{
					selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
					message: 'Take the time from the injected Clock.',
				},
				{
					// `TABLE['constructor']` is a function that every object literal inherits.
					selector:
						':matches(Program, ExportNamedDeclaration) > VariableDeclaration > VariableDeclarator[init.type="ObjectExpression"][init.properties.length>0] > Identifier.id TSTypeReference[typeName.name="Record"] > TSTypeParameterInstantiation > TSStringKeyword:first-child',
					message: 'A table that is indexed by text is a Map: object literals inherit names.',
				},
			],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
			],
			'@typescript-eslint/require-await': 'off',
			// Large modules that a start can do without, or load while threads start.
			'@typescript-eslint/no-require-imports': [
				'error',
				{
					allow: [
						'/cli/commands$',
						'/wings$',
						'/admin-routes$',
						'^pdfkit$',
						'^pg$',
						'^@opensearch-project/opensearch(/aws-v3)?$',
						'^@aws-sdk/credential-provider-node$',
						'/import-rules$',
						'worker$',
					],
				},
			],
		},
	},
	// A table of one line a message, as the vendor numbers them: halves of it would be no concepts.
	{
		files: ['logs/ingest/products/cisco-asa-messages.ts'],
		rules: { 'max-lines': 'off' },
	},
	// The browser has no injected clock; the page's times are the reader's own.
	{
		files: ['platform/clock.ts', 'console/client/**'],
		rules: { 'no-restricted-properties': 'off' },
	},
	// The page's tables are indexed by words of this server's own contract.
	{
		files: ['console/client/**'],
		rules: { 'no-restricted-syntax': 'off', 'log360/no-object-table': 'off' },
	},
);
