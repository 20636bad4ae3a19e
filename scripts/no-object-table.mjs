/**
 * Lint rule: an object that is indexed by text which may come from outside also answers to `constructor` and `__proto__`. Looked at
 * are tables that begin as object literals, and whatever is said to hold any kind of value, as parsed JSON and YAML do. What functions
 * are handed with values of one kind (fields of events, headers) is not: whoever made it is, and a value of another kind does not fit.
 */
import ts from 'typescript';

const MESSAGE =
	'{{object}} is a plain object indexed by text, so "constructor" and "__proto__" mean something in it: use a Map, Object.create(null) or Object.hasOwn.';

/** Calls after which a name in an object is its own. */
const GUARDS = new Set(['hasOwn', 'has']);

export default {
	meta: {
		type: 'problem',
		docs: { description: 'No plain object as a table that text from outside indexes' },
		messages: { table: MESSAGE },
		schema: [],
	},
	create(context) {
		const { program, esTreeNodeToTSNodeMap: nodes } = context.sourceCode.parserServices;
		const checker = program.getTypeChecker();
		const typeOf = (node) => checker.getTypeAtLocation(nodes.get(node));
		return {
			MemberExpression(node) {
				if (!node.computed || !isOpenText(typeOf(node.property))) return;
				const type = typeOf(node.object);
				if (!isTable(type, checker) || isBare(type)) return;
				if (!isMadeHere(node.object, context) && !holdsAnything(type)) return;
				if (isSafe(node, context) || isOwnKey(node, context)) return;
				context.report({
					...{ node, messageId: 'table' },
					data: { object: context.sourceCode.getText(node.object) },
				});
			},
		};
	},
};

/** Text that is no closed list of words. */
function isOpenText(type) {
	if (type.isUnion()) return type.types.some(isOpenText);
	if (type.flags & ts.TypeFlags.TypeParameter) {
		const bound = type.getConstraint();
		return bound !== undefined && isOpenText(bound);
	}
	return (type.flags & (ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral)) !== 0;
}

/** An object type that says any text may be a key of it. */
function isTable(type, checker) {
	if (type.isUnion()) return type.types.some((one) => isTable(one, checker));
	if ((type.flags & ts.TypeFlags.Object) === 0 && !type.isIntersection()) return false;
	if (checker.isArrayLikeType(type)) return false;
	return type.getStringIndexType() !== undefined;
}

/** A type that says that its objects have no prototype: `{ readonly __proto__?: null }`. */
function isBare(type) {
	if (type.isUnion()) return type.types.every(isBare);
	return type.getProperty('__proto__') !== undefined;
}

/** Whether the values of a table may be anything, so that an inherited function passes for one. */
function holdsAnything(type) {
	if (type.isUnion()) return type.types.some(holdsAnything);
	const value = type.getStringIndexType();
	return value !== undefined && (value.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;
}

/** Whether the key was taken from the object itself: `for (const key in table)`, `for (const key of Object.keys(table))` and the like. */
function isOwnKey({ object, property }, context) {
	if (property.type !== 'Identifier') return false;
	const text = context.sourceCode.getText(bare(object));
	const definition = variableOf(property, context)?.defs[0];
	const owner = definition?.type === 'Variable' ? definition.parent.parent : undefined;
	if (owner?.type === 'ForInStatement') return context.sourceCode.getText(owner.right) === text;
	if (owner?.type === 'ForOfStatement') {
		const { right } = owner;
		return isKeysOf(right.type === 'Identifier' ? initOf(right, context) : right, text, context);
	}
	const list = definition?.type === 'Parameter' ? definition.node.parent : undefined;
	return (
		list?.type === 'CallExpression' &&
		list.callee.type === 'MemberExpression' &&
		isKeysOf(list.callee.object, text, context)
	);
}

/** `Object.keys(table)` or `Object.entries(table)`. */
function isKeysOf(node, text, context) {
	return (
		node?.type === 'CallExpression' &&
		/^Object\.(?:keys|entries)$/.test(context.sourceCode.getText(node.callee)) &&
		context.sourceCode.getText(node.arguments[0]) === text
	);
}

/** `process.env`, and what is asked first whether the name is its own. */
function isSafe(node, context) {
	const text = context.sourceCode.getText(bare(node.object));
	if (text === 'process.env') return true;
	for (let up = node.parent; up !== null && up.type !== 'Program'; up = up.parent) {
		const test =
			up.type === 'ConditionalExpression' || up.type === 'IfStatement' ? up.test : undefined;
		const left = up.type === 'LogicalExpression' && up.operator === '&&' ? up.left : undefined;
		for (const guard of [test, left])
			if (guard !== undefined && guards(guard, text, context)) return true;
		if (/Function/.test(up.type)) break;
	}
	return false;
}

/** An expression without the type that it is said to have. */
function bare(node) {
	return /^TS(?:As|Satisfies|NonNull)Expression$/.test(node.type) ? bare(node.expression) : node;
}

/** Whether a condition asks whether the object has the name itself. */
function guards(condition, text, context) {
	if (condition.type === 'UnaryExpression') return guards(condition.argument, text, context);
	if (condition.type === 'LogicalExpression')
		return guards(condition.left, text, context) || guards(condition.right, text, context);
	return (
		condition.type === 'CallExpression' &&
		condition.callee.type === 'MemberExpression' &&
		GUARDS.has(condition.callee.property.name) &&
		condition.arguments.some((one) => context.sourceCode.getText(one) === text)
	);
}

/** The variable that a name stands for. */
function variableOf(identifier, context) {
	let scope = context.sourceCode.getScope(identifier);
	while (scope !== null && !scope.set.has(identifier.name)) scope = scope.upper;
	return scope?.set.get(identifier.name);
}

/** What a variable is made of where it is declared, without the type that it is said to have. */
function initOf(identifier, context) {
	const made = variableOf(identifier, context)?.defs[0]?.node.init;
	return made === null || made === undefined ? undefined : bare(made);
}

/** Whether the object is a literal, or a variable that begins as one: it has the prototype of every object. */
function isMadeHere(object, context) {
	const it = bare(object);
	const made = it.type === 'Identifier' ? initOf(it, context) : it;
	return made?.type === 'ObjectExpression' && !made.properties.some(isProtoNull);
}

function isProtoNull(property) {
	return property.key?.name === '__proto__' && property.value.raw === 'null';
}
