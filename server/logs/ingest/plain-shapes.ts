/** The names of fields that follow each other in lines of JSON, as a tree: a line like one before is recognised by comparing bytes. */
import type { PlainKey, PlainShape } from '../events';
import { ARRIVAL_FIELD } from './arrival';

/** A name as field names are: other keys are turned into one. */
const NAME = /^[A-Z][A-Z0-9_]{0,63}$/;
const MAX_NAME = 64;
/** Names that an event has or gets beside its fields. */
const TAKEN: ReadonlySet<string> = new Set(['TIME', ARRIVAL_FIELD]);
const MAX_FIELDS = 500;
/** Nodes that are remembered; beyond it all are forgotten, since names come from outside. */
const MAX_NODES = 10_000;
/** Names looked for one after the other behind a node. */
const MAX_TRIED = 8;
const QUOTE = 0x22;
const COLON = 0x3a;

/** What lines have had up to a field. */
export interface ShapeNode {
	readonly key: PlainKey;
	readonly parent: ShapeNode | undefined;
	/** Number of fields. */
	readonly depth: number;
	/** Places of some fields, -1 for none. */
	readonly host: number;
	readonly logType: number;
	readonly address: number;
	/** What came next, the latest new one first. */
	readonly following: ShapeNode[];
	/** The same by name. */
	readonly byName: Map<string, ShapeNode>;
	shape: PlainShape | undefined;
}

/** Knows the shapes of lines. */
export class Shapes {
	static readonly maxFields = MAX_FIELDS;
	private keys = new Map<string, PlainKey>();
	private nodes = 0;
	private start = newRoot();

	/** Before the first field. */
	get root(): ShapeNode {
		if (this.nodes > MAX_NODES) {
			this.keys = new Map();
			this.start = newRoot();
			this.nodes = 0;
		}
		return this.start;
	}

	/**
	 * The node of the key whose quote is at `at`, with its colon.
	 *
	 * @returns undefined when there is no key that is a field's name as it stands, or the line has had it
	 */
	next(node: ShapeNode, bytes: Buffer, at: number, end: number): ShapeNode | undefined {
		const { following } = node;
		for (let index = 0; index < following.length; index++) {
			const next = following[index]!;
			const { bytes: key } = next.key;
			// A key ends with a colon, which no other key has before its end; behind the bytes nothing is equal.
			let same = 0;
			while (same < key.length && bytes[at + same] === key[same]) same++;
			if (same === key.length) return at + same < end ? next : undefined;
		}
		return this.find(node, bytes, at, end);
	}

	/** The shape of lines that end at a node. */
	shapeOf(node: ShapeNode): PlainShape {
		return (node.shape ??= {
			keys: keysTo(node),
			host: node.host,
			logType: node.logType,
			address: node.address,
			reported: undefined,
		});
	}

	private find(node: ShapeNode, bytes: Buffer, at: number, end: number): ShapeNode | undefined {
		const last = Math.min(end, at + MAX_NAME + 2);
		const close = bytes.subarray(0, last).indexOf(QUOTE, at + 1);
		if (bytes[at] !== QUOTE || close < 0 || bytes[close + 1] !== COLON || close + 2 >= end)
			return undefined;
		const name = bytes.toString('latin1', at + 1, close);
		return node.byName.get(name) ?? this.add(node, name);
	}

	private add(parent: ShapeNode, name: string): ShapeNode | undefined {
		if (!NAME.test(name) || TAKEN.has(name) || parent.depth >= MAX_FIELDS) return undefined;
		for (let node = parent; node.parent !== undefined; node = node.parent)
			if (node.key.name === name) return undefined;
		const key = this.keys.get(name) ?? keyOf(name);
		this.keys.set(name, key);
		const { depth } = parent;
		const node: ShapeNode = {
			key,
			parent,
			depth: depth + 1,
			host: name === 'HOSTNAME' ? depth : parent.host,
			logType: name === 'LOGTYPE' ? depth : parent.logType,
			address: name === 'DEVICEIP' ? depth : parent.address,
			following: [],
			byName: new Map(),
			shape: undefined,
		};
		this.nodes++;
		parent.byName.set(name, node);
		if (parent.following.length < MAX_TRIED) parent.following.push(node);
		return node;
	}
}

function keyOf(name: string): PlainKey {
	return { name, bytes: Buffer.from(`"${name}":`), packed: undefined, packedIn: 0 };
}

function newRoot(): ShapeNode {
	return {
		key: keyOf(''),
		parent: undefined,
		depth: 0,
		host: -1,
		logType: -1,
		address: -1,
		following: [],
		byName: new Map(),
		shape: undefined,
	};
}

function keysTo(last: ShapeNode): readonly PlainKey[] {
	const keys: PlainKey[] = [];
	for (let node = last; node.parent !== undefined; node = node.parent) keys.push(node.key);
	return keys.reverse();
}
