/** Lint rules of the tests: TypeScript's, loosened where tests build odd values on purpose. */
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
	{
		ignores: [
			'e2e/node_modules/**',
			'e2e/artifacts/**',
			'**/*.mjs',
			'**/*.js',
			'bench/jobs-baseline/**',
		],
	},
	js.configs.recommended,
	...tseslint.configs.recommended,
	{
		languageOptions: { parserOptions: { tsconfigRootDir: import.meta.dirname } },
		rules: {
			'max-lines': ['error', 400],
			'@typescript-eslint/no-explicit-any': 'off',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
			],
		},
	},
);
