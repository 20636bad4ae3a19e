/** Decides by columns alone which events of a block a query selects. */
import type { Query } from '../../../../logs/query';
import { idsWithin } from '../event-set';
import type { IdRange } from '../tallies/periods';
import type { TalliedQuery } from '../tallies/reader';
import { hasColumns } from './schema';
import type { StoredBlock } from './table';

/** A condition on columns. */
export type Filter =
	| ({ readonly kind: 'values' } & TalliedQuery)
	| { readonly kind: 'and' | 'or'; readonly operands: readonly Filter[] }
	| { readonly kind: 'not'; readonly operand: Filter }
	/** Events that are known already. */
	| { readonly kind: 'ids'; readonly ids: Float64Array };

/** For each event of a block 1 when it is selected, 0 when not; or all of them, or none. */
export type Mask = Uint8Array | boolean;

/**
 * Splits a query into conditions on one field each.
 *
 * @param plan see `TallyReader.plan`
 * @returns undefined when some part of it depends on more than fields that have columns
 */
export function filterOf(
	query: Query,
	plan: (query: Query) => TalliedQuery | undefined,
): Filter | undefined {
	const planned = plan(query);
	if (planned !== undefined)
		return isInColumns(planned) ? { kind: 'values', ...planned } : undefined;
	if (query.kind === 'not') {
		const operand = filterOf(query.operand, plan);
		return operand && { kind: 'not', operand };
	}
	if (query.kind !== 'and' && query.kind !== 'or') return undefined;
	const operands: Filter[] = [];
	for (const one of query.operands) {
		const operand = filterOf(one, plan);
		if (operand === undefined) return undefined;
		operands.push(operand);
	}
	return { kind: query.kind, operands };
}

/** Whether columns tell of the field that a condition or a group is about; one that no event has is about none. */
export function isInColumns({ field }: TalliedQuery): boolean {
	return field === undefined || hasColumns(field);
}

/** The events of a block that pass. */
export function maskOf(filter: Filter, block: StoredBlock): Mask {
	switch (filter.kind) {
		case 'values':
			return maskOfValues(filter, block);
		case 'not': {
			const mask = maskOf(filter.operand, block);
			if (typeof mask === 'boolean') return !mask;
			for (let at = 0; at < mask.length; at++) mask[at] = 1 - (mask[at] as number);
			return mask;
		}
		case 'and':
			return joinedMask(filter.operands, block, false);
		case 'or':
			return joinedMask(filter.operands, block, true);
		case 'ids':
			return maskOfIds(filter.ids, block);
	}
}

/** Takes ranges of ids out of a mask. */
export function without(mask: Mask, block: StoredBlock, ranges: readonly IdRange[]): Mask {
	const { low, high, events } = block.row;
	let left = mask;
	for (const range of ranges) {
		if (left === false || range.high < low || range.low > high) continue;
		if (left === true) left = new Uint8Array(events).fill(1);
		left.fill(0, block.place(range.low), block.place(range.high + 1));
	}
	return left;
}

function maskOfValues({ field, values, missing }: TalliedQuery, block: StoredBlock): Mask {
	const column = field === undefined ? undefined : block.column(field);
	if (column === undefined) return missing;
	const passes = Uint8Array.from(column.values, (value) =>
		Number(value === 0 ? missing : values.has(value)),
	);
	if (passes.every((one) => one === passes[0])) return passes[0] === 1;
	const { codes } = column;
	const mask = new Uint8Array(codes.length);
	for (let at = 0; at < mask.length; at++) mask[at] = passes[codes[at] as number] as number;
	return mask;
}

/** @param deciding what one operand decides for all: true of a disjunction, false of a conjunction */
function joinedMask(operands: readonly Filter[], block: StoredBlock, deciding: boolean): Mask {
	let joined: Uint8Array | undefined;
	for (const operand of operands) {
		const mask = maskOf(operand, block);
		if (mask === deciding) return deciding;
		if (typeof mask === 'boolean') continue;
		if (joined === undefined) joined = mask;
		else if (deciding)
			for (let at = 0; at < mask.length; at++)
				joined[at] = (joined[at] as number) | (mask[at] as number);
		else
			for (let at = 0; at < mask.length; at++)
				joined[at] = (joined[at] as number) & (mask[at] as number);
	}
	return joined ?? !deciding;
}

function maskOfIds(all: Float64Array, block: StoredBlock): Mask {
	const wanted = idsWithin(all, block.row);
	if (wanted.length === 0) return false;
	const { ids } = block;
	const mask = new Uint8Array(ids.length);
	let at = 0;
	for (const id of wanted) {
		while (at < ids.length && (ids[at] as number) < id) at++;
		if (ids[at] === id) mask[at] = 1;
	}
	return mask;
}
