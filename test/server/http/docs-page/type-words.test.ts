import { typeWords } from '../../../../server/http/docs-page/type-words';

it.each([
	[{}, 'any'],
	[{ type: 'boolean' }, 'boolean'],
	[{ type: ['string', 'null'] }, 'string or null'],
	[{ type: 'string', minLength: 1, maxLength: 255 }, 'string, 1 to 255 characters'],
	[{ type: 'string', maxLength: 9 }, 'string, at most 9 characters'],
	[{ type: 'string', format: 'date-time' }, 'string (date-time)'],
	[{ type: 'string', pattern: '^a$' }, 'string, matches ^a$'],
	[{ type: 'integer', minimum: 1 }, 'integer, at least 1'],
	[{ type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER }, 'integer, from 0'],
	[{ type: 'integer', maximum: Number.MAX_SAFE_INTEGER }, 'integer'],
	[{ enum: ['a', 1] }, 'one of "a", 1'],
	[{ const: 'x' }, '"x"'],
	[{ anyOf: [{ type: 'string' }, { type: 'integer' }] }, 'string or integer'],
	[{ oneOf: [{ type: 'string' }, { type: 'string' }] }, 'string'],
	[{ type: 'object', anyOf: [{ required: ['a'] }] }, 'object'],
	[
		{ type: 'array', items: { type: 'string' }, maxItems: 3 },
		'array of (string), at most 3 entries',
	],
	[{ type: 'array', items: { $ref: '#/components/schemas/X' } }, 'array'],
])('says of %j: %s', (schema, words) => {
	expect(typeWords(schema)).toBe(words);
});
